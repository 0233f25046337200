/* What helps here, asked of the pack alone: search/query.py and search/rank.py without meaning. */
(function (offline) {
  "use strict";
  const { words, fold, distance } = offline.words;
  const SURE = 0.6, DOUBT = 0.7, SAME = 0.6, BEHIND = 0.2, MOST_WORDS = 32, GLUE = ["", "s", "n", "en", "es", "er"];
  const SOUND = {};
  [["aeiouyjh", ""], ["bp", "1"], ["dt", "2"], ["fvw", "3"], ["gkq", "4"], ["l", "5"], ["mn", "6"], ["r", "7"], ["sz", "8"]]
    .forEach(([letters, code]) => [...letters].forEach((letter) => { SOUND[letter] = code; }));
  /* Conditions said in passing are no words to be found: "in Herten", "heute", "auf Arabisch". */
  const SAID = [
    /(?:jetzt|gerade|aktuell)\s+(?:offen|geöffnet|auf)/gi, /(^|\s)(?:heute|morgen|abends?)(?![\p{L}])/giu,
    /(^|\s)(?:am\s+)?wochenende(?![\p{L}])/giu, /\d{1,2}[\s-]*(?:jahre?n?\s+alt\p{L}*|jährig\p{L}*)/giu, /\(\d{1,2}\)/g,
    /(^|\s)(?:auf|in|spricht|sprechen)\s+(?:arab|türk|ukrain|russ|engl|franz|poln|pers|rumän|kurd|span|ital|bulgar)\p{L}*isch(?![\p{L}])/giu,
  ];

  function sound(word) {
    word = word.replace(/ph/g, "f").replace(/sch/g, "s").replace(/ck/g, "k").replace(/tz/g, "z").replace(/x/g, "ks");
    word = word.replace(/ch/g, "s").replace(/c/g, "k");
    const codes = [...word].map((letter) => (letter in SOUND ? SOUND[letter] : letter));
    const kept = codes.filter((code, at) => code && (at === 0 || codes[at - 1] !== code)).join("");
    return (SOUND[word[0]] === "" ? word[0].replace("y", "i").replace("j", "i") : "") + kept;
  }

  /* `learnt` is what is in meaning.bin; without it only words and needs speak. */
  function Town(pack, learnt) {
    const stem = offline.words.stemmer(pack.odd), meaning = learnt && pack.passages ? new offline.Meaning(learnt, pack, stem) : null;
    const stems = pack.stems.split(" "), stop = new Set(pack.stop.split(" "));
    const matcher = new offline.Matcher(pack, stem), lexicon = new Map(Object.entries(pack.lexicon));
    const labels = new Set(pack.needs.flatMap((need) => [...(need.said || []), ...(need.plain || [])])
      .flatMap((text) => words(text).map((word) => word.form)));
    const listed = [...new Set([...lexicon.keys(), ...labels])].filter((one) => one.length > 3 && !/^\d+$/.test(one)).sort();
    const need = new Map(pack.needs.map((one) => [one.id, one])), narrower = new Map(), frequency = new Map();
    const places = [pack.town.name, ...pack.town.districts].map((one) => one.replace(/[^\p{L}\d]/gu, "."));
    const here = new RegExp("(?:(^|\\s)(?:in|im|bei|um|nahe|aus)\\s+)?(?:" + places.join("|") + ")(?![\\p{L}])", "giu");
    const W = pack.weights;

    pack.needs.forEach((one) => (one.broader || []).forEach((above) => {
      narrower.set(above, [...(narrower.get(above) || []), one.id]);
    }));
    pack.entries.forEach((entry) => {
      entry.has = new Map();
      for (let at = 0; at < entry.tokens.length; at += 2) {
        const one = stems[entry.tokens[at]];
        entry.has.set(one, entry.tokens[at + 1] / 1000);
        frequency.set(one, (frequency.get(one) || 0) + 1);
      }
      entry.names = new Set((entry.named || []).map((number) => stems[number]));
    });

    function below(id) {
      const seen = new Set(), todo = [...(narrower.get(id) || [])];
      while (todo.length) {
        const one = todo.shift();
        if (!seen.has(one)) { seen.add(one); todo.push(...(narrower.get(one) || [])); }
      }
      return seen;
    }

    function group(form) {
      const whole = stem(form), parts = [...new Set((lexicon.get(form) || "").split(" ").filter(Boolean))];
      let often = frequency.get(whole) || 0;
      if (!often && parts.length) often = Math.min(...parts.map((part) => frequency.get(part) || 0));
      const rare = Math.log(1 + (pack.entries.length - often + 0.5) / (often + 0.5));
      const same = (pack.same[whole] || []).filter((one) => one !== whole).map((one) => [one, SAME]);
      return { stem: whole, stems: [[whole, 1], ...same], parts: parts, weight: rare ** 1.2, known: often > 0 };
    }

    const written = (piece) => piece.length >= 4 && (lexicon.has(piece) || labels.has(piece));

    function bare(piece, last) {
      const cut = (link) => (link ? piece.slice(0, -link.length) : piece);
      const link = (last ? [""] : GLUE).find((one) => piece.endsWith(one) && written(cut(one)));
      return link === undefined ? null : cut(link);
    }

    function fewest(word, last) {
      const best = [[]];
      for (let end = 1; end <= word.length; end += 1) {
        let shortest = null;
        for (let start = 0; start < end; start += 1) {
          const before = best[start];
          if (!before || (shortest && before.length + 1 >= shortest.length)) continue;
          const piece = bare(word.slice(start, end), last && end === word.length);
          if (piece) shortest = [...before, piece];
        }
        best.push(shortest);
      }
      return best[word.length] || [];
    }

    /* The fewest known pieces; one that nobody knows may be lost at an end. */
    function cut(word) {
      if (word.length > 45 || !/^\p{L}+$/u.test(word)) return [];
      const whole = fewest(word, true);
      if (whole.length > 1) return whole;
      for (let lost = 3; lost <= Math.floor(word.length / 2); lost += 1) {
        const end = fewest(word.slice(lost), true), found = end.length ? end : fewest(word.slice(0, -lost), false);
        if (found.length) return found;
      }
      return [];
    }

    function known(form) {
      const whole = group(form);
      if (whole.known || /^\d+$/.test(form) || labels.has(form)) return [whole];
      return cut(form).map(group);
    }

    function corrected(word) {
      if (word.length < 4 || /^\d+$/.test(word)) return null;
      const near = (list, most) => list.map((one) => [distance(word, one, most), one]).filter(([far]) => far <= most);
      const rank = ([far, one]) => [far, one[0] !== word[0] ? 1 : 0, sound(one) !== sound(word) ? 1 : 0, one];
      const less = (a, b) => { const at = a.findIndex((value, place) => value !== b[place]); return at >= 0 && a[at] < b[at]; };
      const best = (found) => found.reduce((a, b) => (less(rank(b), rank(a)) ? b : a))[1];
      const found = near(listed, word.length < 8 ? 1 : 2);
      if (found.length) return best(found);
      if (word.length < 6) return null;
      const close = near(listed.filter((one) => sound(one) === sound(word)), Math.max(2, Math.floor(word.length / 3)));
      return close.length ? best(close) : null;
    }

    /* A correction where it is safe: of single words, not of verbs in a sentence that is understood without them. */
    function better(form, among, sure) {
      if ((among > 2 && (form.length < 8 || sure)) || (among > 1 && form.length < 6)) return null;
      return corrected(form);
    }

    function groups(text, sure) {
      const all = words(text), telling = all.filter((word) => !stop.has(word.form) && word.form.length < 60);
      const content = (telling.length ? telling : all).slice(0, MOST_WORDS), found = new Map();
      let told = text;
      for (let place = 0; place < content.length; place += 1) {
        const form = content[place].form, after = content[place + 1] && content[place + 1].form, both = form + after;
        let made;
        if (after && form.length > 2 && after.length > 2 && (lexicon.has(both) || labels.has(both))) {
          made = [group(both)];
          place += 1;
        } else {
          made = known(form);
          const right = made.length ? null : better(form, content.length, sure);
          if (right) {
            told = told.replace(content[place].surface, right);
            made = known(right).map((one) => ({ ...one, weight: one.weight * DOUBT }));
          }
          if (!made.length) made = [group(form)];
        }
        made.forEach((one) => found.has(one.stem) || found.set(one.stem, one));
      }
      return [[...found.values()], told];
    }

    function around(matched) {
      const found = {};
      for (const [id, sure] of matched) {
        const near = { [id]: 1 };
        below(id).forEach((one) => { near[one] = 0.95; });
        (need.get(id).broader || []).forEach((one) => { near[one] = 0.45; });
        (need.get(id).related || []).forEach((one) => { near[one] = 0.3; });
        near[id] = 1;
        for (const one in near) found[one] = Math.max(found[one] || 0, sure * near[one]);
      }
      return found;
    }

    /* What truly answers: the need itself and what is narrower; in a crisis also what is wider. */
    function within(matched) {
      const found = {};
      for (const [id, sure] of matched) {
        if (sure < matched[0][1] - BEHIND) continue;
        const near = around([[id, sure]]), least = (need.get(id).crisis ? 0.7 : 0.9) * sure;
        for (const one in near) if (near[one] >= least) found[one] = Math.max(found[one] || 0, near[one]);
      }
      return found;
    }

    function said(entry, list) {
      let strong = 0, covered = 0, total = 0;
      for (const one of list) {
        const count = one.parts.length || 1, has = one.stems.filter(([key]) => entry.has.has(key));
        const whole = Math.max(0, ...has.map(([key, heavy]) => entry.has.get(key) * heavy));
        const parts = one.parts.reduce((sum, part) => sum + (entry.has.get(part) || 0), 0) / count;
        const present = one.parts.filter((part) => entry.has.has(part)).length / count;
        strong += one.weight * Math.min(1.2, Math.max(whole, whole ? whole + 0.9 * parts : 0.9 * parts));
        covered += one.weight * Math.max(0.7 * present, ...has.map(([, heavy]) => heavy));
        total += one.weight;
      }
      return total ? [strong / total, covered / total] : [0, 0];
    }

    function needed(entry, related, implied) {
      const own = (entry.needs || []).map((one) => related[one] || 0), meant = entry.implied || {};
      const also = Object.keys(meant).filter((one) => !(entry.needs || []).includes(one));
      return Math.max(0, ...own, ...also.map((one) => implied * meant[one] * (related[one] || 0)));
    }

    function evidence(direct, lexical, covered, like) {
      if (like !== null) return like + W.coveredShare * covered + W.needShare * direct;
      const alone = covered >= W.coveredAlone && lexical >= W.saidAlone;
      return alone || direct >= W.needEnough ? W.enough : W.needShare * direct;
    }

    function scored(entry, asked) {
      const [lexical, covered] = said(entry, asked.list), like = asked.like ? asked.like(entry) : null;
      const wanted = needed(entry, asked.related, entry.needs ? W.implied : W.impliedUnfiled);
      const direct = Math.max(needed(entry, asked.direct, 1), W.aroundShare * wanted);
      let score = lexical + W.need * wanted + (asked.crisis.length ? 0 : W.reach[entry.reach]) + (entry.stale || 0);
      score += W.meaning * Math.max(0, like || 0);
      const named = (one) => one.stems.some(([key]) => entry.names.has(key));
      if (asked.list.length && covered > 0.99 && asked.list.every(named)) score += W.wholeName;
      if (entry.language) score += W.otherLanguage;
      if ((entry.situations || []).some((one) => asked.related[one] > 0.5)) score += W.situation;
      return { entry: entry, score: Math.round(score * 10000) / 10000, evidence: evidence(direct, lexical, covered, like) };
    }

    /* Several needs in one sentence take turns. */
    function mixed(found, matched) {
      const asked = matched.filter(([, sure]) => sure >= W.sureNeed).map(([id]) => id).slice(0, 3);
      const families = new Map(asked.map((id) => [id, below(id).add(id)]));
      const apart = asked.filter((id) => !asked.some((other) => other !== id && families.get(other).has(id)));
      if (apart.length < 2) return found;
      const queues = apart.map((id) => found.filter((one) => (one.entry.needs || []).some((own) => families.get(id).has(own))));
      const turns = [];
      for (let at = 0; at < W.turns; at += 1) queues.forEach((queue) => queue[at] && turns.push(queue[at]));
      return [...new Set([...turns, ...found])];
    }

    this.entries = pack.entries;
    function understood(text) {
      const without = (patterns) => {
        const rest = patterns.reduce((told, one) => told.replace(one, " "), text);
        return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
      };
      let matched = matcher.match(without([here]), 6);
      const sure = matched.length > 0 && matched[0][1] >= SURE, rest = without([here, ...SAID]);
      const [list, told] = groups(rest, sure);
      if (told !== rest && !sure) matched = matcher.match(told, 6);
      const crisis = matched.filter(([id, how]) => how >= SURE && need.get(id).crisis).map(([id]) => id);
      const like = meaning ? meaning.of(told === rest ? text : told) : null;
      return { list: list, matched: matched, related: around(matched), direct: within(matched), crisis: crisis, like: like };
    }

    this.find = function (text) {
      const asked = understood(text);
      const all = pack.entries.filter((entry) => entry.reach !== "elsewhere").map((entry) => scored(entry, asked));
      const found = all.some((one) => one.evidence >= W.enough) ? all.filter((one) => one.evidence >= W.nearly) : [];
      const by = (a, b) => b.score - a.score || (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : 0);
      return {
        entries: mixed(found.sort(by), asked.matched).map((one) => one.entry),
        lines: [...new Set(asked.crisis.flatMap((id) => need.get(id).crisis))].map((id) => pack.lines[id]),
        needs: asked.matched,
      };
    };
    this.stem = stem;
    this.fold = fold;
  }

  offline.Town = Town;
})((self.offline = self.offline || {}));
