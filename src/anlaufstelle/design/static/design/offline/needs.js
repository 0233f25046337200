/* From words to needs, as vocabulary/needs_match.py does it, in German. */
(function (offline) {
  "use strict";
  const { words, distance } = offline.words;
  const NOT = "¬", NOT_WEIGHT = 0.35, UNKNOWN = 0.65, BESIDE = 0.25, TOGETHER = 0.9, ALONE = 0.75, VAGUE = 0.75;
  const FLOOR = 0.3, SPLIT = 0.93, ALIKE = 0.84, PARTS = 0.9, ROOTED = 0.85, HEAD = 0.58;
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
  /* "angegrapscht" and "begrapscht" meet. */
  function root(word) {
    const bare = word.replace(VERB, ""), cut = bare.replace(/(....)(?:st|te|en|et|t)$/, "$1");
    return cut === bare ? null : cut;
  }
  const bits = (mask) => mask.toString(2).replace(/0/g, "").length;

  function Matcher(pack, stem) {
    const stop = new Set(pack.grammar.stop.split(" ")), nots = new Set(pack.grammar.not);
    const key = (token) => { const found = stem(token); return found.length > 2 ? found : token; };
    const read = (token) => (nots.has(token) ? NOT : stop.has(token) ? null : key(token));
    const labels = [], exact = new Map(), surfaces = new Set(), postings = new Map();
    const weight = new Map(), share = new Map(), roots = new Map(), alike = new Map(Object.entries(pack.grammar.alike));

    function keys(list) {
      const telling = unique(list.map(read).filter(Boolean));
      return telling.some((one) => one !== NOT) ? telling : unique(list.map(key));
    }

    function add(concept, text, rank) {
      const list = tokens(text);
      if (!list.length) return;
      list.forEach((one) => surfaces.add(one));
      push(exact, list.join(" "), labels.length);
      labels.push({ concept: concept, keys: keys(list), rank: rank, factor: 1, small: unique(list.filter((one) => stop.has(one))) });
    }

    function split(word, known) {
      if (word.length < 8) return null;
      for (let cut = 4; cut < word.length - 3; cut += 1) {
        const tail = word.slice(cut), found = [stem(tail), tail].find((one) => known.has(one));
        if (!found) continue;
        for (const link of LINKS) {
          const head = word.slice(0, cut - link.length);
          if (!word.slice(0, cut).endsWith(link) || head.length < 4) continue;
          const start = [head, stem(head), head + "e"].find((one) => known.has(one));
          if (start) return [start, found];
        }
      }
      return null;
    }

    function compile() {
      pack.needs.forEach((need, at) => {
        (need.said || []).forEach((text, rank) => add(at, text, rank));
        (need.plain || []).forEach((text, rank) => add(at, text, rank));
        (need.understood || []).forEach((text) => add(at, text, 50));
        (need.categories || []).forEach((text) => add(at, text, 60));
      });
      const known = new Set(labels.flatMap((label) => label.keys));
      for (const label of labels.slice()) {
        const parts = unique(label.keys.flatMap((one) => split(one, known) || [one]));
        if (parts.join(" ") !== label.keys.join(" ")) {
          labels.push({ ...label, keys: parts, factor: label.factor * SPLIT });
        }
      }
      const users = new Map();
      labels.forEach((label, number) => label.keys.forEach((one) => {
        push(postings, one, number);
        if (!users.has(one)) users.set(one, new Map());
        users.get(one).set(label.concept, (users.get(one).get(label.concept) || 0) + 1);
      }));
      const ceiling = Math.log(1 + pack.needs.length);
      users.forEach((uses, one) => {
        const rare = Math.log(1 + pack.needs.length / uses.size) / ceiling;
        weight.set(one, one === NOT ? NOT_WEIGHT : Math.max(0.12, rare));
        const total = [...uses.values()].reduce((sum, count) => sum + count, 0);
        share.set(one, [...uses].map(([concept, count]) => [concept, (count / total) ** 0.2]));
      });
      for (const label of labels) label.mass = label.keys.reduce((sum, one) => sum + weight.get(one), 0);
      for (const form of surfaces) {
        const one = read(form), bare = root(form);
        if (bare && postings.has(one) && !(roots.get(bare) || []).includes(one)) push(roots, bare, one);
      }
    }

    /* Known words of the same sound, else of nearly the same letters, with how many differ. */
    function nearest(word) {
      if (word.length < 5 || !/^\p{L}+$/u.test(word)) return [];
      const known = [...surfaces].filter((one) => one.length >= 4).sort(), told = sound(word);
      const same = known.filter((one) => sound(one) === told);
      if (same.length) return same.slice(0, 3).map((one) => [one, 1]);
      let allowed = word.length < 10 ? 1 : 2, best = [];
      for (const one of known.filter((other) => other[0] === word[0]).sort((x, y) => x.length - y.length)) {
        const far = distance(word, one, allowed);
        if (far > allowed || (far > 1 && one[1] !== word[1])) continue;
        if (far < allowed) { allowed = far; best = []; }
        best.push(one);
      }
      return best.slice(0, 3).map((one) => [one, allowed]);
    }

    function head(word) {
      for (let at = 3; at < word.length - 5; at += 1) {
        const one = [stem(word.slice(at)), word.slice(at)].find((end) => postings.has(end) && end.length > 4);
        if (one) return [[one, HEAD]];
      }
      return [];
    }

    function corrected(form) {
      const found = new Map();
      for (const [one, far] of nearest(form)) found.set(read(one), 0.95 - 0.1 * far);
      return [...found].filter(([one]) => one && one !== NOT && postings.has(one));
    }

    function meant(form, one) {
      const others = (alike.get(one) || []).filter((other) => postings.has(other)).map((other) => [other, ALIKE]);
      if (postings.has(one)) return [[one, 1], ...others];
      if (others.length || surfaces.has(form)) return others;
      const parts = split(form, postings), bare = root(form);
      if (parts) return parts.map((part) => [part, PARTS]);
      if (bare && roots.has(bare)) return roots.get(bare).sort().slice(0, 4).map((found) => [found, ROOTED]);
      const near = corrected(form);
      return near.length ? near : head(form);
    }

    /* "Kita Platz" as "Kitaplatz". */
    function pair(forms, place) {
      if (place + 1 >= forms.length || forms[place].length < 2) return null;
      const one = key(forms[place] + forms[place + 1]);
      return postings.has(one) && one.length > 5 ? one : null;
    }

    function heard(forms) {
      const found = { keys: [], weights: [], total: 0, known: 0, nots: 0 };
      const add = (listed, heavy) => {
        found.keys.push(listed);
        found.weights.push(heavy);
        found.total += heavy;
        if (listed.length) found.known += heavy;
        if (listed.some(([one]) => one === NOT)) found.nots += 1;
      };
      for (let place = 0; place < forms.length; place += 1) {
        const form = forms[place], bit = 1 << place, one = read(form);
        if (!one) { add([], 0); continue; }
        const both = pair(forms, place);
        if (both && (!postings.has(one) || !postings.has(key(forms[place + 1])))) {
          add([[both, 1, bit | (bit << 1)]], weight.get(both) / 2);
          add([], weight.get(both) / 2);
          place += 1;
          continue;
        }
        const listed = meant(form, one).map(([told, sure]) => [told, sure, bit]);
        if (both) listed.push([both, 1, bit | (bit << 1)]);
        const known = listed.map(([told]) => weight.get(told));
        add(listed, known.length ? Math.max(...known) : one === NOT ? NOT_WEIGHT : UNKNOWN);
      }
      return found;
    }

    const weighed = (mask, found) => found.weights.reduce((sum, one, place) => sum + ((mask >> place) & 1 ? one : 0), 0);

    function gathered(found) {
      const said = new Map(), concepts = new Map();
      for (const listed of found.keys) {
        const best = new Map(), taken = new Set();
        for (const [one, sure, mask] of listed) {
          for (const number of postings.get(one)) {
            if (taken.has(number) || (sure === ALIKE && labels[number].keys.length < 2)) continue;
            const [mass, seen, quality] = said.get(number) || [0, 0, 1];
            said.set(number, [mass + weight.get(one), seen | mask, Math.min(quality, sure)]);
          }
          if (one === NOT) continue;
          postings.get(one).forEach((number) => taken.add(number));
          for (const [concept, part] of share.get(one)) {
            best.set(concept, Math.max(best.get(concept) || 0, weight.get(one) * sure * part));
            const [sum, seen] = concepts.get(concept) || [0, 0];
            concepts.set(concept, [sum, seen | mask]);
          }
        }
        best.forEach((value, concept) => { concepts.get(concept)[0] += value; });
      }
      return [said, concepts];
    }

    function judged(label, [mass, mask, quality], found, concepts, forms) {
      const covered = Math.min(1, mass / label.mass);
      if (covered < 0.34) return null;
      const explained = Math.min(1, weighed(mask, found) / found.total), telling = Math.min(1, label.mass);
      let score = covered ** 1.5 * (explained + (1 - explained) * telling * 0.6) * label.factor;
      if (covered < 0.999) score *= 0.9;
      if (label.small.length) {
        const unsaid = 1 - label.small.filter((one) => forms.has(one)).length / label.small.length;
        score *= 1 - Math.min(0.3, 0.08 * label.small.length) * unsaid;
      }
      if (found.nots && !label.keys.includes(NOT)) score *= 0.95;
      const beside = found.known - weighed((concepts.get(label.concept) || [0, 0])[1] | mask, found);
      score *= 1 - (BESIDE * Math.max(0, beside)) / found.total;
      score = (score - 0.0005 * Math.min(label.rank, 40)) * quality;
      return { concept: label.concept, score: score, mask: mask, rank: label.rank };
    }

    function support(one, found, concepts) {
      const [sum, mask] = concepts.get(one.concept) || [0, 0], need = pack.needs[one.concept];
      let together = Math.min(1, sum / Math.max(found.total - NOT_WEIGHT * found.nots, 0.1));
      together *= bits(mask) > 1 ? TOGETHER : sum > 0.85 ? ALONE : 0;
      const high = Math.max(one.score, together), low = Math.min(one.score, together);
      if (together > one.score) one.mask |= mask;
      one.score = Math.min(0.99, high + 0.3 * low * (1 - high)) * (need.vague ? VAGUE : 1);
    }

    function scored(found, forms) {
      const [said, concepts] = gathered(found), best = new Map(), spoken = new Set(forms);
      said.forEach((told, number) => {
        const one = judged(labels[number], told, found, concepts, spoken);
        if (one && (!best.has(one.concept) || one.score > best.get(one.concept).score)) best.set(one.concept, one);
      });
      best.forEach((one) => support(one, found, concepts));
      return [...best.values()].filter((one) => one.score >= FLOOR);
    }

    const order = (a, b) => b.score - a.score || a.rank - b.rank || a.concept - b.concept;

    /* Lowers a need whose words a better one has explained. */
    function explained(ranked) {
      const kept = [];
      for (const one of ranked.sort(order)) {
        const better = kept.find((other) => !(one.mask & ~other.mask) && !one.exact && one.score < other.score - 0.03);
        if (better) one.score *= 0.8;
        if (one.score >= FLOOR) kept.push(one);
      }
      return kept.sort(order);
    }

    compile();
    this.words = surfaces;
    this.match = function (text, limit) {
      const forms = tokens(text).slice(0, MOST);
      if (!forms.length) return [];
      const told = heard(forms), found = new Map();
      const whole = (exact.get(forms.join(" ")) || []).map((number) => ({
        concept: labels[number].concept, score: 1 - 0.0005 * Math.min(labels[number].rank, 60), exact: true,
        mask: 2 ** forms.length - 1, rank: labels[number].rank,
      }));
      for (const one of [...(told.total ? scored(told, forms) : []), ...whole]) {
        if (!found.has(one.concept) || one.score > found.get(one.concept).score) found.set(one.concept, one);
      }
      return explained([...found.values()]).slice(0, limit)
        .map((one) => [pack.needs[one.concept].id, Math.min(1, one.score)]);
    };
  }

  offline.Matcher = Matcher;
})((self.offline = self.offline || {}));
