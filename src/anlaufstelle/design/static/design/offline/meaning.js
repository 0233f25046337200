/* How near a question is to an entry in meaning: a small linear student of the server's encoder. It adds up a row per
   word, stem, pair of words and piece of a word; tools/distil.py teaches it. Four bits a number, one scale a row. */
(function (offline) {
  "use strict";
  const { words } = offline.words;
  const TABLE = Array.from({ length: 256 }, (_, at) => {
    let one = at;
    for (let bit = 0; bit < 8; bit += 1) one = one & 1 ? (one >>> 1) ^ 0xedb88320 : one >>> 1;
    return one >>> 0;
  });
  const encoder = new TextEncoder();

  function crc32(text) {
    let told = 0xffffffff;
    for (const byte of encoder.encode(text)) told = TABLE[(told ^ byte) & 255] ^ (told >>> 8);
    return (told ^ 0xffffffff) >>> 0;
  }

  /* Features with their weights; the same as in tools/distil.py. */
  function features(text, stem) {
    const found = [];
    let before = "";
    for (const { form } of words(text)) {
      const whole = "<" + form + ">";
      found.push(["s:" + stem(form), 1], ["w:" + form, 1]);
      for (const size of [3, 4, 5]) {
        for (let at = 0; at + size <= whole.length; at += 1) found.push(["g:" + whole.slice(at, at + size), 0.35]);
      }
      if (before) found.push(["b:" + before + " " + form, 0.5]);
      before = form;
    }
    return found;
  }

  function Meaning(buffer, pack, stem) {
    const [, rows, size, share] = new Float32Array(buffer, 0, 4);
    const scales = new Float32Array(buffer, 16, rows), numbers = new Uint8Array(buffer, 16 + 4 * rows);
    const raw = atob(pack.passages.numbers), passages = Int8Array.from(raw, (letter) => letter.charCodeAt(0));

    function vector(text) {
      const sum = new Float32Array(size);
      for (const [feature, heavy] of features(text, stem)) {
        const row = crc32(feature) % rows, scale = scales[row] * heavy, start = (row * size) / 2;
        for (let at = 0; at < size; at += 2) {
          const both = numbers[start + at / 2];
          sum[at] += ((both & 15) - 8) * scale;
          sum[at + 1] += ((both >> 4) - 8) * scale;
        }
      }
      const long = Math.hypot(...sum) || 1;
      return sum.map((one) => (one * share * pack.passages.scale) / long);
    }

    this.of = function (text) {
      const asked = vector(text);
      return (entry) => {
        let best = entry.passages ? -1 : 0;
        for (let one = entry.passages ? entry.passages[0] : 0; entry.passages && one < entry.passages[1]; one += 1) {
          let near = 0;
          for (let at = 0; at < size; at += 1) near += asked[at] * passages[one * size + at];
          best = Math.max(best, near);
        }
        return best;
      };
    };
  }

  offline.Meaning = Meaning;
})((self.offline = self.offline || {}));
