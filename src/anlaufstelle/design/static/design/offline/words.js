/* German words as they are compared: the same folding, stems and spelling as vocabulary/words.py, for the device. */
(function (offline) {
  "use strict";
  const MARKS = /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const LETTERS = { "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th" };
  const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*(?:['’‘ʼ`´][\p{L}\p{N}\p{M}]+)*/gu;
  const LETTER = /[\p{L}\p{N}_]/u;

  /* "Fuehrer", "Führer" and "Fuhrer" are one; "neue", "Frauen" and "Quelle" were never umlauts. */
  function umlautAsE(all, vowel, at, text) {
    const next = text[at + 2], after = text[at + 3] || "";
    const ends = (next === "s" || next === "d") && !LETTER.test(after);
    return "aeoq".includes(text[at - 1] || " ") || ends ? all : vowel;
  }

  function fold(text) {
    return text.replace(/´/g, "'").normalize("NFKC").toLowerCase().normalize("NFD").replace(MARKS, "").normalize("NFC")
      .replace(/[ßıæœøłđðþ]/g, (letter) => LETTERS[letter])
      .replace(/n['’‘ʼ`´](?=t(?![\p{L}\p{N}_]))/gu, "n").replace(/['’‘ʼ`´]/g, " ")
      .replace(/([aou])e(?=\p{L})/gu, umlautAsE).replace(/\s+/g, " ").trim();
  }

  function words(text) {
    const found = [];
    for (const match of text.match(WORD) || []) {
      for (const form of fold(match).split(" ")) {
        if (form) found.push({ form: form, surface: match });
      }
    }
    return found;
  }

  const VOWEL = "aeiouyäöü";
  const vowel = (letter) => VOWEL.includes(letter);

  /* Where the part behind the first vowel and consonant begins. */
  function region(word, from) {
    for (let at = from + 1; at < word.length; at += 1) {
      if (!vowel(word[at]) && vowel(word[at - 1])) return at + 1;
    }
    return word.length;
  }

  function marked(word) {
    word = word.replace(/([aeiouyäöü])([uy])(?=[aeiouyäöü])/g, (all, before, mid) => before + mid.toUpperCase());
    return word.replace(/qu|ae|oe|ue/g, (pair) => ({ qu: "qu", ae: "ä", oe: "ö", ue: "ü" })[pair]);
  }

  function ending(word, listed) {
    return listed.filter((one) => word.endsWith(one)).sort((a, b) => b.length - a.length)[0];
  }

  function first(word, r1) {
    const end = ending(word, ["em", "ern", "er", "e", "en", "es", "s", "erin", "erinnen", "ln", "lns"]);
    if (!end || word.length - end.length < r1) return word;
    const rest = word.slice(0, -end.length);
    if (end === "em") return rest.endsWith("syst") ? word : rest;
    if (end === "ln" || end === "lns") return rest + "l";
    if (end === "s") return /[bdfghklmnrt]$/.test(rest) ? rest : word;
    return ["e", "en", "es"].includes(end) && rest.endsWith("niss") ? rest.slice(0, -1) : rest;
  }

  function second(word, r1) {
    const end = ending(word, ["en", "er", "est", "st", "et"]);
    if (!end || word.length - end.length < r1) return word;
    const rest = word.slice(0, -end.length);
    if (end === "st") return /[bdfghklmnt]$/.test(rest) && rest.length >= 4 ? rest : word;
    if (end !== "et") return rest;
    return /[dfghklmnrstUzä]$/.test(rest) && !/(?:geordn|intern|tick|tr)$/.test(rest) ? rest : word;
  }

  function third(word, r1, r2) {
    const end = ending(word, ["end", "ung", "ig", "ik", "isch", "lich", "heit", "keit"]);
    if (!end || word.length - end.length < r2) return word;
    const rest = word.slice(0, -end.length);
    if (["ig", "ik", "isch"].includes(end)) return rest.endsWith("e") ? word : rest;
    if (end === "end" || end === "ung") {
      return rest.endsWith("ig") && !rest.endsWith("eig") && rest.length - 2 >= r2 ? rest.slice(0, -2) : rest;
    }
    if (end === "lich" || end === "heit") {
      return /e[rn]$/.test(rest) && rest.length - 2 >= r1 ? rest.slice(0, -2) : rest;
    }
    const before = ending(rest, ["lich", "ig"]);
    return before && rest.length - before.length >= r2 ? rest.slice(0, -before.length) : rest;
  }

  /* Snowball 3, German; a test compares it with the server's over every word of the entries. */
  function snowball(word) {
    word = marked(word);
    const start = region(word, 0);
    const r1 = Math.max(start, Math.min(3, word.length)), r2 = region(word, start);
    word = third(second(first(word, r1), r1), r1, r2);
    return word.replace(/U/g, "u").replace(/Y/g, "y").replace(/ä/g, "a").replace(/ö/g, "o").replace(/ü/g, "u");
  }

  /* Optimal string alignment, given up beyond `most`. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[other.length];
  }

  offline.words = {
    fold: fold,
    words: words,
    distance: distance,
    stemmer(odd) {
      const known = new Map(Object.entries(odd));
      return (form) => {
        if (!known.has(form)) known.set(form, snowball(form));
        return known.get(form);
      };
    },
  };
})((self.offline = self.offline || {}));
