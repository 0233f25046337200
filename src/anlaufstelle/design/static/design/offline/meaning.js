/* How near a question is to an entry and to a need in meaning: a small student of the server's encoder, the same as
   search/student.py. Its file holds pieces of words and a few layers, four bits a number; tools/distil makes it. */
(function (offline) {
  "use strict";
  const SPACE = "▁", UNKNOWN = -10;

  /* Rows of small numbers, each row with its own scale in sixteenths of an octave. */
  function unpacked(bytes, { rows, columns, bits, at }) {
    const found = new Float32Array(rows * columns), body = at + rows;
    for (let row = 0; row < rows; row += 1) {
      const scale = 2 ** (-bytes[at + row] / 16);
      for (let column = 0; column < columns; column += 1) {
        const place = row * columns + column, byte = bytes[body + (bits === 4 ? place >> 1 : place)];
        const number = bits === 4 ? (place & 1 ? byte >> 4 : byte & 15) - 8 : (byte << 24) >> 24;
        found[place] = number * scale;
      }
    }
    return { rows, columns, numbers: found };
  }

  /* Adds a row times a matrix to `sum`. */
  function through(row, { columns, numbers }, sum) {
    for (let at = 0; at < row.length; at += 1) {
      const one = row[at];
      if (one === 0) continue;
      for (let column = 0, place = at * columns; column < columns; column += 1, place += 1) sum[column] += one * numbers[place];
    }
    return sum;
  }

  const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  /* Numbers as letters, each row with its own scale. */
  function spelt({ numbers, middle, scales }, columns) {
    const found = new Float32Array(numbers.length);
    for (let at = 0; at < found.length; at += 1) found[at] = (numbers.charCodeAt(at) - middle) * scales[Math.floor(at / columns)];
    return found;
  }

  const positive = (row) => row.map((one) => Math.max(0, one));

  function Meaning(buffer, pack) {
    const size = new DataView(buffer).getUint32(0, true), head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, size)));
    const bytes = new Uint8Array(buffer, 4 + size), layer = {};
    head.arrays.forEach((one) => { layer[one.name] = unpacked(bytes, one); });
    const known = new Map(head.pieces.split("\n").map((piece, at) => [piece, at + 1])), scores = [];
    head.scores.reduce((sum, one) => { scores.push((sum + one) / 100); return sum + one; }, 0);
    const lost = scores[scores.length - 1] + UNKNOWN, widest = Math.max(...[...known.keys()].map((one) => one.length));
    const width = layer.pieces.columns, telling = head.telling, axes = layer.out.columns, remembered = new Map();

    function pieces(text) {
      const plain = SPACE + text.normalize("NFKC").split(/\s+/).filter(Boolean).join(SPACE), long = plain.length;
      const best = new Float64Array(long + 1).fill(-1e38), start = new Int32Array(long + 1), piece = new Int32Array(long + 1);
      best[0] = 0;
      for (let at = 0; at < long; at += 1) {
        for (let end = at + 1; end <= Math.min(long, at + widest); end += 1) {
          const one = known.get(plain.slice(at, end)) || 0;
          if (!one && end > at + 1) continue;
          const value = best[at] + (one ? scores[one - 1] : lost);
          if (value > best[end]) { best[end] = value; start[end] = at; piece[end] = one; }
        }
      }
      const found = [];
      for (let at = long; at > 0; at = start[at]) found.push(piece[at]);
      return found.reverse();
    }

    function made(text) {
      const ids = pieces(text).slice(0, head.longest), told = new Float32Array((ids.length + 2) * width);
      ids.forEach((id, at) => told.set(layer.pieces.numbers.subarray(id * width, (id + 1) * width), (at + 1) * width));
      const all = width + layer.beside.columns, summed = new Float32Array(2 * all);
      if (ids.length === head.longest) summed.fill(-Infinity, all);
      for (let at = 0; at < ids.length; at += 1) {
        const seen = positive(through(told.subarray(at * width, (at + 3) * width), layer.beside, layer.beside_at.numbers.slice()));
        const one = [...told.subarray((at + 1) * width, (at + 2) * width), ...seen];
        for (let place = 0; place < all; place += 1) {
          summed[place] += one[place] / Math.sqrt(ids.length);
          summed[all + place] = Math.max(summed[all + place], one[place]);
        }
      }
      const inner = positive(through(summed, layer.inner, layer.inner_at.numbers.slice()));
      const out = through(inner, layer.out, through(summed, layer.straight, layer.out_at.numbers.slice()));
      const long = Math.hypot(...out) || 1;
      return out.map((one) => (one * head.share) / long);
    }

    function vector(text) {
      if (remembered.size > 50) remembered.clear();
      if (!remembered.has(text)) remembered.set(text, made(text));
      return remembered.get(text);
    }

    /* Labels are told by codes: per part one of 256 short vectors, beside the middle of their need. */
    const { parts, owners } = pack.labels, codes = bytesOf(pack.labels.codes), book = layer.book, piece = book.columns;
    const middles = spelt(pack.labels.middles, telling), ends = [];
    owners.reduce((sum, [, many]) => { ends.push(sum + many); return sum + many; }, 0);

    this.nearness = function (text) {
      const asked = vector(text).subarray(0, telling), long = Math.hypot(...asked) || 1, near = {};
      const table = new Float32Array(parts * 256);
      for (let place = 0; place < table.length; place += 1) {
        const part = place >> 8;
        for (let at = 0; at < piece; at += 1) table[place] += book.numbers[place * piece + at] * asked[head.order[part * piece + at]];
      }
      owners.forEach(([id], number) => {
        let middle = 0, best = -Infinity;
        for (let at = 0; at < telling; at += 1) middle += middles[number * telling + at] * asked[at];
        for (let one = number ? ends[number - 1] : 0; one < ends[number]; one += 1) {
          let sum = middle;
          for (let part = 0; part < parts; part += 1) sum += table[part * 256 + codes[one * parts + part]];
          if (sum > best) best = sum;
        }
        near[id] = best / long;
      });
      return leaned(near, vector(text), N.LEAN * Math.min(1, text.split(/\s+/).filter(Boolean).length / pack.numbers.label_meaning.TELLING));
    };

    /* search/nearest_labels.py: a need that its line finds likely comes nearer, any other moves away. */
    const N = pack.numbers.nearest_labels, lines = spelt(pack.labels.lines, axes), from = pack.labels.lines.from;
    function leaned(near, asked, lean) {
      const sums = owners.map((_, number) => {
        if (from[number] === null) return -Infinity;
        let sum = from[number];
        for (let at = 0; at < axes; at += 1) sum += lines[number * axes + at] * asked[at];
        return sum;
      });
      const most = Math.max(...sums), all = most + Math.log(sums.reduce((sum, one) => sum + Math.exp(one - most), 0));
      owners.forEach(([id], number) => {
        if (id !== pack.elsewhere && from[number] !== null) near[id] += lean * (1 - Math.max(sums[number] - all, N.UNLIKELY) / N.LIKELY);
      });
      return near;
    }

    const passages = spelt(pack.passages, axes);

    /* search/toward.py: the need that was understood stands in for the sentence, as far as it is sure. */
    const T = pack.numbers.toward, placeOf = new Map(owners.map(([id], number) => [id, number * telling]));
    function drawn(asked, understood) {
      const known = understood.slice(0, T.MOST).filter(([id, sure]) => sure >= T.SURE_ENOUGH && placeOf.has(id));
      if (!known.length) return null;
      const middle = new Float32Array(telling), first = Math.min(1, known[0][1]);
      for (const [id, sure] of known.filter((one) => one[1] >= known[0][1] - T.BESIDE)) {
        const own = middles.subarray(placeOf.get(id), placeOf.get(id) + telling), long = Math.hypot(...own) || 1;
        own.forEach((one, at) => { middle[at] += (sure * one) / long; });
      }
      const long = Math.hypot(...middle) || 1;
      return asked.map((one, at) => (1 - first) * one + (at < telling ? (first * middle[at]) / long : 0));
    }

    function nearest(entry, asked) {
      let best = -1;
      for (let one = entry.passages[0]; one < entry.passages[1]; one += 1) {
        let near = 0;
        for (let at = 0, place = one * axes; at < axes; at += 1, place += 1) near += asked[at] * passages[place];
        best = Math.max(best, near);
      }
      return best;
    }

    /* Per entry how near the question is, and how near what it was drawn to; null where it was drawn nowhere. */
    this.of = function (text, understood) {
      const asked = vector(text), toward = drawn(asked, understood);
      return (entry) => {
        const near = entry.passages ? nearest(entry, asked) : 0;
        return [near, entry.passages && toward ? nearest(entry, toward) : null];
      };
    };
    this.vector = vector;
    this.pieces = pieces;
  }

  offline.Meaning = Meaning;
})((self.offline = self.offline || {}));
