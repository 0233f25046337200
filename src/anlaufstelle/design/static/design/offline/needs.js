/* From words to needs, as vocabulary/needs_match.py does it with the German labels. */
(function (offline) {
  "use strict";
  const { words, distance } = offline.words;
  const NOT = "¬";
  const ZU = /^(ab|an|auf|aus|ein|fest|los|mit|nach|um|vor|weg|zurueck|zusammen)zu(?=[a-z]{3,}en$)/;
  const VERB = /^(?:an|ab|auf|aus|ein|raus|rein|rum|weg|zu|um|vor|los|be|ver|er|ent|zer)?(?:ge)?(?=.{4})/;
  const MOST = 30; /* words, as bits of a number */
  const LINKS = ["", "s", "n", "en", "es", "er", "e", "ungs"];
  const SOUNDS = [
    [/ph|v/g, "f"], [/ue|y|u(?=e)/g, "u"], [/dt|th|d/g, "t"], [/ck|g|c(?!h)/g, "k"], [/ie|ih|y/g, "i"],
    [/([aeiou])h(?=[^aeiou]|$)/g, "$1"], [/tz|ts/g, "z"], [/b(?![aeiou])/g, "p"], [/qu/g, "kw"], [/x|chs/g, "ks"],
    [/ai|ei|ay|ey/g, "ei"], [/(.)\1/g, "$1"], [/(..)e(?=[nlr]s?$)/g, "$1"], [/(.)[eh]$/g, "$1"],
  ];
  const sound = (word) => SOUNDS.reduce((told, [from, to]) => told.replace(from, to), word).replace(/y/g, "u");
  const tokens = (text) => words(text).map((word) => word.form);
  const unique = (listed) => [...new Set(listed)];
  const push = (map, key, value) => (map.has(key) ? map.get(key).push(value) : map.set(key, [value]));
  const round = (one) => Math.round(one * 10000) / 10000;
  /* "angegrapscht" and "begrapscht" meet. */
  function root(word) {
    const bare = word.replace(VERB, ""), cut = bare.replace(/(....)(?:st|te|en|et|t)$/, "$1");
    return cut === bare ? null : cut;
  }
  const bits = (mask) => mask.toString(2).replace(/0/g, "").length;

  /* Known words near an unknown one: of the same sound, else of nearly the same letters, else of nearly the same sound. */
  function Speller(known) {
    const byStart = new Map(), bySound = new Map(), sounds = new Map();
    known.filter((one) => one.length >= 4).sort().forEach((one) => {
      push(byStart, one[0] + one.length, one);
      push(bySound, sound(one), one);
    });
    for (const key of bySound.keys()) push(sounds, key.slice(0, 2) + key.length, key);

    function sounding(word) {
      if (word.length < 9) return [];
      const told = sound(word);
      const near = [-1, 0, 1].flatMap((more) => sounds.get(told.slice(0, 2) + (told.length + more)) || [])
        .filter((key) => distance(told, key, 1) <= 1);
      return near.slice(0, 2).flatMap((key) => bySound.get(key).slice(0, 2).map((one) => [one, 2]));
    }

    this.nearest = function (word) {
      if (word.length < 5 || !/^\p{L}+$/u.test(word)) return [];
      const same = bySound.get(sound(word));
      if (same) return same.slice(0, 3).map((one) => [one, 1]);
      let allowed = word.length < 10 ? 1 : 2, best = [];
      const widest = allowed;
      for (let length = word.length - widest; length <= word.length + widest; length += 1) {
        for (const one of byStart.get(word[0] + length) || []) {
          const far = distance(word, one, allowed);
          if (far > allowed || (far > 1 && one[1] !== word[1])) continue;
          if (far < allowed) { allowed = far; best = []; }
          best.push(one);
        }
      }
      return best.length ? best.slice(0, 3).map((one) => [one, allowed]) : sounding(word);
    };
  }

  /* All labels, compiled: stems, their weight and where they occur. */
  function Shelf(pack, stemmed) {
    const { NOT_WEIGHT, SPLIT_FACTOR } = pack.numbers.needs_index;
    const stop = new Set(pack.grammar.stop.split(" ")), nots = new Set(pack.grammar.not);
    const postings = new Map(), labels = [], exact = new Map(), surfaces = new Set(), weight = new Map(), share = new Map(), roots = new Map();
    const stem = (token) => { const told = stemmed(token.replace(ZU, "$1")); return told.length > 2 ? told : token; };
    const read = (token) => (nots.has(token) ? NOT : stop.has(token) ? null : stem(token));

    function keys(list) {
      const telling = unique(list.map(read).filter(Boolean));
      return telling.some((one) => one !== NOT) ? telling : unique(list.map(stem));
    }

    function add(concept, text, rank) {
      const list = tokens(text);
      if (!list.length) return;
      const told = list.join(" ");
      list.forEach((one) => surfaces.add(one));
      push(exact, told, labels.length);
      labels.push({ concept, keys: keys(list), rank, factor: 1, small: unique(list.filter((one) => stop.has(one))), phrase: " " + told + " " });
    }

    /* Two parts that are both known stems; null for a word that is no such compound. */
    function split(word, known) {
      if (word.length < 8) return null;
      for (let cut = 4; cut < word.length - 3; cut += 1) {
        const tail = word.slice(cut), found = [stemmed(tail), tail].find((one) => known.has(one));
        if (!found) continue;
        for (const link of LINKS) {
          const head = word.slice(0, cut - link.length);
          if (!word.slice(0, cut).endsWith(link) || head.length < 4) continue;
          const start = [head, stemmed(head), head + "e"].find((one) => known.has(one));
          if (start) return [start, found];
        }
      }
      return null;
    }

    function weigh() {
      const users = new Map(), ceiling = Math.log(1 + pack.needs.length);
      labels.forEach((label, number) => label.keys.forEach((one) => {
        push(postings, one, number);
        if (!users.has(one)) users.set(one, new Map());
        users.get(one).set(label.concept, (users.get(one).get(label.concept) || 0) + 1);
      }));
      users.forEach((uses, one) => {
        const rare = Math.log(1 + pack.needs.length / uses.size) / ceiling;
        weight.set(one, one === NOT ? NOT_WEIGHT : Math.max(0.12, rare));
        const total = [...uses.values()].reduce((sum, count) => sum + count, 0);
        share.set(one, [...uses].map(([concept, count]) => [concept, (count / total) ** 0.2]));
      });
      for (const label of labels) label.mass = label.keys.reduce((sum, one) => sum + weight.get(one), 0);
    }

    pack.needs.forEach((need, at) => {
      (need.said || []).forEach((text, rank) => add(at, text, rank));
      (need.plain || []).forEach((text, rank) => add(at, text, rank));
      (need.understood || []).forEach((text) => add(at, text, 50));
      (need.categories || []).forEach((text) => add(at, text, 60));
    });
    const known = new Set(labels.flatMap((label) => label.keys));
    for (const label of labels.slice()) {
      const parts = unique(label.keys.flatMap((one) => split(one, known) || [one]));
      if (parts.join(" ") !== label.keys.join(" ")) labels.push({ ...label, keys: parts, factor: label.factor * SPLIT_FACTOR });
    }
    weigh();
    for (const form of surfaces) {
      const one = read(form), bare = root(form);
      if (bare && postings.has(one) && !(roots.get(bare) || []).includes(one)) push(roots, bare, one);
    }
    Object.assign(this, { postings, labels, exact, surfaces, weight, share, roots, stem, read, split });
    this.stemmed = stemmed;
    this.alike = new Map(Object.entries(pack.grammar.alike));
    this.plain = new Set(pack.grammar.plain);
    this.persons = new Set(pack.grammar.persons);
  }

  /* A query: per word the stems of labels it may stand for, how sure that is, and which places they explain. */
  function Reader(shelf, numbers) {
    const { UNKNOWN, ALIKE, FIRST, LAST, ROOTED, HEAD, NOT_WEIGHT } = numbers.needs_reading;
    const speller = new Speller([...shelf.surfaces]), { postings, weight } = shelf;

    function parts(form) {
      const split = shelf.split(form, postings), bare = root(form);
      if (split) return [[split[0], FIRST], [split[1], LAST]];
      return bare ? (shelf.roots.get(bare) || []).slice().sort().slice(0, 4).map((one) => [one, ROOTED]) : [];
    }

    function corrected(form) {
      const found = new Map();
      for (const [one, far] of speller.nearest(form)) found.set(shelf.read(one), 0.95 - 0.1 * far);
      return [...found].filter(([one]) => one && one !== NOT && postings.has(one));
    }

    function head(form) {
      for (let at = 3; at < form.length - 5; at += 1) {
        const one = [shelf.stemmed(form.slice(at)), form.slice(at)].find((end) => postings.has(end) && end.length > 4);
        if (one) return [[one, HEAD]];
      }
      return [];
    }

    function meant(form, one) {
      if (shelf.plain.has(one) && !postings.has(one)) return [];
      const alike = (shelf.alike.get(one) || []).filter((other) => postings.has(other)).map((other) => [other, ALIKE]);
      if (postings.has(one)) return [[one, 1], ...alike];
      if (alike.length || shelf.surfaces.has(form)) return alike;
      for (const find of [parts, corrected, head]) {
        const found = find(form);
        if (found.length) return found;
      }
      return [];
    }

    /* "Kita Platz" as "Kitaplatz". */
    function pair(forms, place) {
      if (place + 1 >= forms.length || forms[place].length < 2) return null;
      const one = shelf.stem(forms[place] + forms[place + 1]);
      return postings.has(one) && one.length > 5 ? one : null;
    }

    function heavy(listed, one) {
      const own = listed.filter(([, sure]) => sure === 1), known = (own.length ? own : listed).map(([told]) => weight.get(told));
      return known.length ? Math.max(...known) : one === NOT ? NOT_WEIGHT : UNKNOWN;
    }

    this.read = function (forms) {
      const found = { keys: [], weights: [], total: 0, known: 0, nots: 0, plain: 0, persons: 0 };
      const add = (listed, weighs) => {
        found.keys.push(listed);
        found.weights.push(weighs);
        found.total += weighs;
        if (listed.length) found.known += weighs;
        if (listed.some(([one]) => one === NOT)) found.nots += 1;
      };
      for (let place = 0; place < forms.length; place += 1) {
        const form = forms[place], bit = 1 << place, one = shelf.read(form);
        if (!one) { add([], 0); continue; }
        if (shelf.plain.has(one)) found.plain |= bit;
        if (shelf.persons.has(one)) found.persons |= bit;
        const both = pair(forms, place);
        if (both && (!postings.has(one) || !postings.has(shelf.stem(forms[place + 1])))) {
          add([[both, 1, bit | (bit << 1)]], weight.get(both) / 2);
          add([], weight.get(both) / 2);
          place += 1;
          continue;
        }
        const listed = meant(form, one).map(([told, sure]) => [told, sure, bit]);
        if (both) listed.push([both, 1, bit | (bit << 1)]);
        add(listed, heavy(listed, one));
      }
      return found;
    };
  }

  const weighed = (mask, read) => read.weights.reduce((sum, one, place) => sum + ((mask >>> place) & 1 ? one : 0), 0);

  function Matcher(pack, stem) {
    const { ALIKE, FIRST, LAST, PARTS, NOT_WEIGHT } = pack.numbers.needs_reading;
    const { BESIDE, TOGETHER, ALONE, ALONE_FROM, VAGUE, ONE_OF, PLAIN, PERSON, PHRASE, GIVES_WAY, NOT_ONLY, FLOOR } = pack.numbers.needs_match;
    const shelf = new Shelf(pack, stem), reader = new Reader(shelf, pack.numbers), { labels, postings, weight, share } = shelf;

    function gathered(read) {
      const said = new Map(), concepts = new Map();
      for (const listed of read.keys) {
        const best = new Map(), taken = new Set();
        for (const [one, sure, mask] of listed) {
          const heavy = weight.get(one);
          for (const number of postings.get(one) || []) {
            const [mass, seen, quality] = said.get(number) || [0, 0, 1];
            if (taken.has(number)) {
              if (sure === LAST) said.set(number, [mass + heavy, seen, quality === FIRST ? PARTS : quality]);
            } else if (sure !== ALIKE || labels[number].keys.length > 1) {
              said.set(number, [mass + heavy, seen | mask, Math.min(quality, sure)]);
            }
          }
          if (one === NOT) continue;
          (postings.get(one) || []).forEach((number) => taken.add(number));
          const plainer = sure === ALIKE ? Math.min(heavy, weight.get(listed[0][0])) : heavy;
          for (const [concept, part] of share.get(one)) {
            best.set(concept, Math.max(best.get(concept) || 0, plainer * sure * part));
            const [sum, seen] = concepts.get(concept) || [0, 0];
            concepts.set(concept, [sum, seen | mask]);
          }
        }
        best.forEach((value, concept) => { concepts.get(concept)[0] += value; });
      }
      return [said, concepts];
    }

    /* How much of the label is said, how much of the query it explains, and what else speaks against it. */
    function score(label, covered, mask, heard) {
      const { read, concepts, forms, text } = heard;
      const explained = Math.min(1, weighed(mask, read) / read.total), telling = Math.min(1, label.mass);
      let told = covered ** 1.5 * (explained + (1 - explained) * telling * 0.6) * label.factor;
      if (covered < 0.999) told *= 0.9;
      if (label.keys.length > 1 && text.includes(label.phrase)) told = Math.min(0.99, told * PHRASE);
      if (label.small.length) {
        const unsaid = 1 - label.small.filter((one) => forms.has(one)).length / label.small.length;
        const bare = label.keys.includes(NOT) && label.keys.length === 2;
        told *= 1 - (bare ? NOT_ONLY : Math.min(0.3, 0.08 * label.small.length)) * unsaid;
      }
      if (read.nots && !label.keys.includes(NOT)) told *= 0.95;
      const beside = read.known - weighed((concepts.get(label.concept) || [0, 0])[1] | mask, read);
      told *= 1 - (BESIDE * Math.max(0, beside)) / read.total;
      return told - 0.0005 * Math.min(label.rank, 40);
    }

    /* Words the concept's other labels know make it surer; a whole query spread over them may carry it alone. */
    function support(one, { read, concepts }) {
      const [sum, mask] = concepts.get(one.concept) || [0, 0], need = pack.needs[one.concept];
      const alone = sum <= ALONE_FROM ? 0 : one.whole ? ALONE : ONE_OF;
      const together = Math.min(1, sum / Math.max(read.total - NOT_WEIGHT * read.nots, 0.1)) * (bits(mask) > 1 ? TOGETHER : alone);
      const high = Math.max(one.score, together), low = Math.min(one.score, together);
      if (together > one.score) one.mask |= mask;
      one.score = Math.min(0.99, high + 0.3 * low * (1 - high)) * (need.vague ? VAGUE : 1);
      if (read.persons && !((mask | one.mask) & read.persons)) one.score *= PERSON;
      if (!(one.mask & ~read.plain)) one.score = one.broad ? Math.min(one.score, PLAIN) : 0;
    }

    function scored(read, forms) {
      const [said, concepts] = gathered(read), best = new Map();
      const heard = { read, concepts, forms: new Set(forms), text: " " + forms.join(" ") + " " };
      said.forEach(([mass, mask, quality], number) => {
        const label = labels[number], covered = Math.min(1, mass / label.mass);
        if (covered < 0.34) return;
        const told = score(label, covered, mask, heard) * quality, before = best.get(label.concept);
        if (before && told <= before.score) return;
        const need = pack.needs[label.concept], whole = covered > 0.7 || label.mass - mass <= NOT_WEIGHT;
        best.set(label.concept, { concept: label.concept, score: told, mask, rank: label.rank, whole, broad: Boolean(need.vague || need.topic) });
      });
      best.forEach((one) => support(one, heard));
      return [...best.values()].filter((one) => one.score >= FLOOR);
    }

    const order = (a, b) => b.score - a.score || a.rank - b.rank || a.concept - b.concept;

    /* Lowers a need whose words a better one has explained, and a topic beside a need with words of its own. */
    function explained(ranked) {
      const kept = [];
      for (const one of ranked.sort(order)) {
        if (one.broad && !one.exact) {
          const own = ranked.filter((other) => !other.broad && other.mask & ~one.mask && other.score >= GIVES_WAY);
          one.score = Math.min(one.score, ...own.map((other) => other.score - 0.01));
        }
        if (kept.some((other) => !(one.mask & ~other.mask) && !one.exact && one.score < other.score - 0.03)) one.score *= 0.8;
        if (one.score >= FLOOR) kept.push(one);
      }
      return kept.sort(order);
    }

    function whole(forms) {
      return (shelf.exact.get(forms.join(" ")) || []).map((number) => ({
        concept: labels[number].concept, score: 1 - 0.0005 * Math.min(labels[number].rank, 60), exact: true,
        mask: 2 ** forms.length - 1, rank: labels[number].rank, broad: false,
      }));
    }

    this.words = shelf.surfaces;
    /* [need, how sure, whether a label was said in full], surest first. */
    this.match = function (text, limit) {
      const forms = tokens(text).slice(0, MOST), found = new Map();
      if (!forms.length) return [];
      const read = reader.read(forms);
      for (const one of [...(read.total ? scored(read, forms) : []), ...whole(forms)]) {
        if (!found.has(one.concept) || one.score > found.get(one.concept).score) found.set(one.concept, one);
      }
      return explained([...found.values()]).slice(0, limit)
        .map((one) => [pack.needs[one.concept].id, round(Math.min(1, one.score)), Boolean(one.exact)]);
    };
  }

  offline.Matcher = Matcher;
})((self.offline = self.offline || {}));
