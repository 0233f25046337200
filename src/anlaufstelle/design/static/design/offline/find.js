/* What helps here, asked of the pack alone: search/query.py and search/rank.py without meaning. */
(function (offline) {
  "use strict";
  const { words, fold, distance } = offline.words;
  const SURE = 0.6, DOUBT = 0.7, MOST_WORDS = 32, GLUE = ["", "s", "n", "en", "es", "er"];
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

  function Town(pack) {
    const stem = offline.words.stemmer(pack.odd), stems = pack.stems.split(" "), stop = new Set(pack.stop.split(" "));
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
      return { stem: whole, parts: parts, weight: rare ** 1.2, known: often > 0 };
    }

    const bare = (piece, known, last) => {
      const link = (last ? [""] : GLUE).find((one) => piece.endsWith(one) && known(one ? piece.slice(0, -one.length) : piece));
      return link === undefined ? null : piece.slice(0, piece.length - link.length);
    };

    /* A compound nobody wrote before, cut into words that entries or thesaurus know. */
    function cut(word) {
      if (word.length > 45 || !/^\p{L}+$/u.test(word)) return [];
      const known = (piece) => piece.length >= 4 && (lexicon.has(piece) || labels.has(piece)), best = [[0, []]];
      for (let end = 1; end <= word.length; end += 1) {
        const options = [[best[end - 1][0] + 0.6, best[end - 1][1]]];
        for (let start = 0; start < end - 3; start += 1) {
          const piece = bare(word.slice(start, end), known, end === word.length);
          if (piece && (start || end < word.length)) options.push([best[start][0] + 0.8, [...best[start][1], piece]]);
        }
        best.push(options.reduce((a, b) => (b[0] < a[0] || (b[0] === a[0] && b[1].length < a[1].length) ? b : a)));
      }
      const pieces = best[word.length][1];
      return pieces.join("").length * 2 >= word.length ? pieces : [];
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

    function groups(text) {
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
          const better = made.length ? null : corrected(form);
          if (better) {
            told = told.replace(content[place].surface, better);
            made = known(better).map((one) => ({ ...one, weight: one.weight * DOUBT }));
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
        below(id).forEach((one) => { near[one] = 0.9; });
        (need.get(id).broader || []).forEach((one) => { near[one] = 0.45; });
        (need.get(id).related || []).forEach((one) => { near[one] = 0.3; });
        near[id] = 1;
        for (const one in near) found[one] = Math.max(found[one] || 0, sure * near[one]);
      }
      return found;
    }

    function said(entry, list) {
      let strong = 0, covered = 0, total = 0;
      for (const one of list) {
        const whole = entry.has.get(one.stem) || 0, count = one.parts.length || 1;
        const parts = one.parts.reduce((sum, part) => sum + (entry.has.get(part) || 0), 0) / count;
        strong += one.weight * Math.min(1.2, Math.max(whole, whole ? whole + 0.9 * parts : 0.9 * parts));
        covered += one.weight * (whole ? 1 : (0.7 * one.parts.filter((part) => entry.has.has(part)).length) / count);
        total += one.weight;
      }
      return total ? [strong / total, covered / total] : [0, 0];
    }

    function scored(entry, list, related, crisis) {
      const [lexical, covered] = said(entry, list);
      const needed = Math.max(0, ...(entry.needs || []).map((one) => related[one] || 0));
      let score = lexical + W.need * needed + (crisis ? 0 : W.reach[entry.reach]) + (entry.stale || 0);
      if (list.length && covered > 0.99 && list.every((one) => entry.names.has(one.stem))) score += W.wholeName;
      if (entry.language) score += W.otherLanguage;
      if ((entry.situations || []).some((one) => related[one] > 0.5)) score += W.situation;
      const sure = needed >= W.needEnough || (covered >= W.coveredAlone && lexical >= W.saidAlone);
      return { entry: entry, score: Math.round(score * 10000) / 10000, sure: sure && (lexical > 0 || needed > 0) };
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
    this.find = function (text) {
      const rest = [here, ...SAID].reduce((told, said) => told.replace(said, " "), text);
      const [list, told] = groups(/[\p{L}\p{N}]/u.test(rest) ? rest : text);
      const matched = matcher.match(told, 6), related = around(matched);
      const crisis = matched.filter(([id, sure]) => sure >= SURE && need.get(id).crisis).map(([id]) => id);
      const found = pack.entries.filter((entry) => entry.reach !== "elsewhere")
        .map((entry) => scored(entry, list, related, crisis.length)).filter((one) => one.sure);
      const by = (a, b) => b.score - a.score || (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : 0);
      return {
        entries: mixed(found.sort(by), matched).map((one) => one.entry),
        lines: [...new Set(crisis.flatMap((id) => need.get(id).crisis))].map((id) => pack.lines[id]),
        needs: matched,
      };
    };
    this.stem = stem;
    this.fold = fold;
  }

  offline.Town = Town;
})((self.offline = self.offline || {}));
