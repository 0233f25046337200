/* What somebody typed, understood: needs by words and by meaning, and the words that are left. search/query.py and
   search/label_meaning.py in German; every number of theirs comes with the pack. */
(function (offline) {
  "use strict";
  const { words, fold, distance } = offline.words;
  const GLUE = ["", "s", "n", "en", "es", "er"], LONGEST_COMPOUND = 45;
  const CODE = /(?<![\p{L}\p{N}_])[A-ZÄÖÜ]{1,2} ?\d{2,4}(?![\p{L}\p{N}_])/u, LETTERS = /^\p{L}+$/u;
  const SOUND = {};
  [["aeiouyjh", ""], ["bp", "1"], ["dt", "2"], ["fvw", "3"], ["gkq", "4"], ["l", "5"], ["mn", "6"], ["r", "7"], ["sz", "8"]]
    .forEach(([letters, code]) => [...letters].forEach((letter) => { SOUND[letter] = code; }));
  /* Conditions said in passing are no words to be found: "heute", "auf Arabisch"; an age is not even part of a need. */
  const AGE = [/\(\d{1,2}\)/g, /\d{1,2}[\s-]*(?:jahre?n?\s+alt\p{L}*|jährig\p{L}*)/giu, /(?<![\p{L}])ist\s+\d{1,2}(?!\d|\s*(?:uhr|€|euro))/giu];
  const TIME = [
    /(?:jetzt|gerade|aktuell)\s+(?:offen|geöffnet|auf)/gi, /(?<![\p{L}])(?:heute|morgen(?!\s*s(?![\p{L}]))|abends?)(?![\p{L}])/giu,
    /(?<![\p{L}])(?:am\s+)?wochenende(?![\p{L}])/giu,
  ];
  const TONGUE = /(?<![\p{L}\p{N}_])(?:(?:auf|in|en|spricht|sprechen)\s+)?(\p{L}{4,})/giu;

  function sound(word) {
    word = word.replace(/ph/g, "f").replace(/sch/g, "s").replace(/ck/g, "k").replace(/tz/g, "z").replace(/x/g, "ks");
    word = word.replace(/ch/g, "s").replace(/c/g, "k");
    const codes = [...word].map((letter) => (letter in SOUND ? SOUND[letter] : letter));
    const kept = codes.filter((code, at) => code && (at === 0 || codes[at - 1] !== code)).join("");
    return (SOUND[word[0]] === "" ? word[0].replace("y", "i").replace("j", "i") : "") + kept;
  }

  /* A correction for a word that nobody knows. */
  function Speller(known) {
    const listed = [...new Set(known)].filter((one) => one.length > 3 && !/^\d+$/.test(one)).sort();
    const less = (a, b) => { const at = a.findIndex((value, place) => value !== b[place]); return at >= 0 && a[at] < b[at]; };
    this.correct = function (word) {
      if (word.length < 4 || /^\d+$/.test(word)) return null;
      const near = (list, most) => list.map((one) => [distance(word, one, most), one]).filter(([far]) => far <= most);
      const rank = ([far, one]) => [far, one[0] !== word[0] ? 1 : 0, sound(one) !== sound(word) ? 1 : 0, one];
      const best = (found) => found.reduce((a, b) => (less(rank(b), rank(a)) ? b : a))[1];
      const slip = ([far, one]) => far < 2 || (one.slice(0, 2) === word.slice(0, 2) && distance(sound(word), sound(one), 1) <= 1);
      const found = near(listed, word.length < 8 ? 1 : 2).filter(slip);
      if (found.length) return best(found);
      if (word.length < 6) return null;
      const told = sound(word), close = near(listed.filter((one) => sound(one) === told), Math.max(2, Math.floor(word.length / 3)));
      return close.length ? close.reduce((a, b) => (less(b, a) ? b : a))[1] : null;
    };
  }

  /* Compounds, cut with the entries' own words as the dictionary. */
  function Cutter(written) {
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

    const fit = (word) => word.length <= LONGEST_COMPOUND && LETTERS.test(word);
    this.cut = function (word) {
      const whole = fit(word) ? fewest(word, true) : [];
      return whole.length > 1 ? whole : [];
    };
    /* What is known of a word after up to three fifths of it are given up at one end. */
    this.rescue = function (word) {
      for (let lost = 3; fit(word) && lost <= Math.floor((word.length * 3) / 5); lost += 1) {
        const end = fewest(word.slice(lost), true), found = end.length ? end : fewest(word.slice(0, -lost), false);
        if (found.length) return found;
      }
      return [];
    };
  }

  function Asking(pack, stem, frequency, meaning) {
    const Q = pack.numbers.query, L = pack.numbers.label_meaning, SURE = pack.numbers.needs_match.SURE;
    const matcher = new offline.Matcher(pack, stem), lexicon = new Map(Object.entries(pack.lexicon));
    const stop = new Set(pack.stop.split(" ")), need = new Map(pack.needs.map((one) => [one.id, one])), narrower = new Map();
    const labels = new Set(pack.needs.flatMap((one) => [...(one.said || []), ...(one.plain || [])])
      .flatMap((text) => words(text).map((word) => word.form)));
    const speller = new Speller([...lexicon.keys(), ...labels]), right = new Set(pack.right);
    const cutter = new Cutter((piece) => piece.length >= Q.SHORTEST_PART && (lexicon.has(piece) || labels.has(piece)));
    const places = [pack.town.name, ...pack.town.districts].map((one) => one.replace(/[^\p{L}\d]/gu, "."));
    const here = new RegExp("(?<![\\p{L}])(?:(?:in|im|bei|um|nahe|aus)\\s+(?:der\\s+nähe\\s+von\\s+|stadt\\s+)?)?(?:" + places.join("|") + ")(?![\\p{L}])", "giu");
    const tongues = new Map(Object.entries(pack.tongues));
    const { partners, ages, opposite, violence, self: selves } = pack.perspective;

    pack.needs.forEach((one) => (one.broader || []).forEach((above) => {
      narrower.set(above, [...(narrower.get(above) || []), one.id]);
    }));

    function below(id) {
      const seen = new Set(), todo = [...(narrower.get(id) || [])];
      while (todo.length) {
        const one = todo.shift();
        if (!seen.has(one)) { seen.add(one); todo.push(...(narrower.get(one) || [])); }
      }
      return seen;
    }

    /* --- words ------------------------------------------------------------------------------------------------- */
    function group(form) {
      const whole = stem(form);
      const parts = [...new Set((lexicon.get(form) || "").split(" ").filter(Boolean))];
      const same = (pack.same[whole] || []).filter((one) => one !== whole).map((one) => [one, Q.SAME]);
      let often = frequency.get(whole) || Math.max(0, ...same.map(([one]) => frequency.get(one) || 0));
      if (!often && parts.length) often = Math.min(...parts.map((part) => frequency.get(part) || 0));
      const rare = Math.log(1 + (pack.entries.length - often + 0.5) / (often + 0.5));
      return { stems: [[whole, 1], ...same], parts, weight: rare ** 1.2, known: often > 0, share: 1 };
    }

    function known(form) {
      const whole = group(form);
      if (whole.known || /^\d+$/.test(form) || labels.has(form)) return [whole];
      return cutter.cut(form).map(group);
    }

    function rescued(form) {
      const pieces = cutter.rescue(form), whole = group(form);
      if (!pieces.length) return [whole];
      return [{ ...whole, parts: pieces.map(stem), share: pieces.join("").length / form.length }];
    }

    /* A correction where it is safe: of single words, not of verbs in a sentence that is understood without them. */
    function better(form, among, sure) {
      if ((among > Q.FEW_WORDS && (form.length < 8 || sure)) || (among > 1 && form.length < 6) || (among === 1 && right.has(form))) return null;
      return speller.correct(form);
    }

    function groups(text, correct, sure) {
      const all = words(text).filter((word) => word.form.length > 1), telling = all.filter((word) => !stop.has(word.form));
      const content = (telling.length ? telling : all).slice(0, Q.MOST_WORDS), found = new Map(), fixes = new Map();
      for (let place = 0; place < content.length; place += 1) {
        const form = content[place].form, after = content[place + 1] && content[place + 1].form, both = form + after;
        let made;
        if (after && form.length > 2 && after.length > 2 && LETTERS.test(both) && (lexicon.has(both) || labels.has(both))) {
          made = [group(both)];
          place += 1;
        } else {
          made = known(form);
          const right = made.length || !correct ? null : better(form, content.length, sure);
          if (right) {
            fixes.set(content[place].surface, right);
            made = known(right).map((one) => ({ ...one, weight: one.weight * Q.DOUBT }));
          }
          if (!made.length) made = rescued(form);
        }
        made.forEach((one) => { const key = one.stems.join(" "); if (!found.has(key)) found.set(key, one); });
      }
      const told = [...fixes].reduce((rest, [wrong, right]) => rest.split(wrong).join(right), text);
      return [[...found.values()], fixes.size ? told.split(/\s+/).filter(Boolean).join(" ") : null];
    }

    /* --- needs ------------------------------------------------------------------------------------------------- */
    function together(near, outside, said, exact) {
      const listed = Object.keys(near).sort((a, b) => near[b] - near[a]).slice(0, L.NEAREST);
      const strange = Math.max(0, outside - near[listed[0]] + L.MARGIN), found = [];
      const flat = Math.max(0, near[listed[listed.length - 1]] - L.USUAL), damped = Math.max(0, 1 - L.DAMPED * strange);
      for (const id of new Set([...said.keys(), ...listed])) {
        const told = said.get(id) || 0, one = need.get(id), broad = one.topic || one.vague ? L.BROAD : 0;
        const heard = L.WORDS * told * damped, likely = (near[id] || 0) - broad - strange - (heard ? 0 : flat) + heard;
        let sure = (likely - L.NOTHING) / (L.EVERYTHING - L.NOTHING);
        if (told) {
          const kept = told >= L.TRUSTED && near[id] >= L.NOTHING ? L.TRUSTED : strange < L.STRANGE ? L.DOUBTED : 0;
          sure = Math.max(sure, told * kept);
        }
        sure = exact.has(id) ? Math.max(Math.min(1, sure), told) : Math.min(L.SUREST, sure);
        found.push([id, Math.round(sure * 10000) / 10000]);
      }
      yielding(found);
      return found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).filter(([, sure]) => sure >= L.LEAST);
    }

    /* A topic yields to a sure need of another: no money for food asks for food. */
    function yielding(found) {
      const own = found.filter(([id]) => !need.get(id).topic && !need.get(id).vague);
      const best = own.reduce((a, b) => (a && a[1] >= b[1] ? a : b), null);
      if (!best || best[1] < L.SPECIFIC) return;
      let above = [best[0]];
      while (above.length && !above.some((id) => need.get(id).topic)) above = above.flatMap((id) => need.get(id).broader || []);
      const topic = above.find((id) => need.get(id).topic);
      found.forEach((one) => { if (need.get(one[0]).topic && one[0] !== topic) one[1] = Math.min(one[1], best[1] - L.BEHIND); });
    }

    /* A long sentence in overlapping pieces of six words: its whole vector blurs. */
    function pieces(text) {
      const listed = text.split(/\s+/).filter(Boolean).slice(0, L.LONGEST), found = [];
      if (listed.length <= L.SHORT) return found;
      const step = Math.max(Math.floor(L.SIX / 2), Math.ceil((listed.length - L.SIX) / (L.MOST_PIECES - 1)));
      for (let start = 0; start < listed.length - Math.floor(L.SIX / 2); start += step) {
        found.push(listed.slice(start, start + L.SIX).join(" "));
      }
      return found;
    }

    function heard(text) {
      const vague = CODE.test(text), bare = text.trim(), half = LETTERS.test(bare) && bare.length >= Q.LONG_WORD;
      const said = new Map(), exact = new Set();
      for (const [id, sure, full] of matcher.match(text, 8)) {
        said.set(id, sure * (!full && (vague || (half && sure < SURE)) ? Q.HALF : 1));
        if (full) exact.add(id);
      }
      const named = new Set([...said.keys()].filter((id) => said.get(id) >= SURE));
      if (!meaning || !bare) return { needs: [...said].sort((a, b) => b[1] - a[1]).slice(0, Q.MOST_NEEDS), outside: 0, strange: 0, named };
      const near = meaning.nearness(text), outside = near[pack.elsewhere];
      delete near[pack.elsewhere];
      let found = together(near, outside, said, exact);
      const parts = pieces(text);
      if (parts.length && !found.length) {
        for (const one of parts.map(meaning.nearness)) {
          for (const id in near) near[id] = Math.max(near[id], one[id] - L.PIECE);
        }
        found = together(near, outside, said, exact);
      }
      return { needs: found.slice(0, Q.MOST_NEEDS), outside: Math.max(0, outside - Math.max(...Object.values(near))), strange: outside, named };
    }

    /* Without what only sounds near where the words are plain. */
    function plainly(matched, named) {
      if (!matched.length || !named.has(matched[0][0]) || matched[0][1] < Q.PLAIN) return matched;
      const full = matched[0][1] > Q.IN_FULL, least = full ? Q.IN_FULL : matched[0][1] - Q.AS_SURE;
      return matched.filter(([id, sure]) => sure >= least || (named.has(id) && !full));
    }

    function foremost(matched) {
      const kept = matched.filter(([, sure]) => sure >= matched[0][1] - Q.BEHIND);
      if (kept.length && need.get(kept[0][0]).crisis) return kept.filter(([id]) => need.get(id).crisis);
      return [...kept.slice(0, 1), ...kept.slice(1).filter(([id]) => !need.get(id).topic)];
    }

    function around(matched) {
      const found = {}, crisis = matched.length > 0 && Boolean(need.get(matched[0][0]).crisis);
      for (const [id, said] of matched) {
        const sure = !crisis || need.get(id).crisis ? said : said * Q.BESIDE_CRISIS, near = {};
        below(id).forEach((one) => { near[one] = Q.NARROWER; });
        (need.get(id).broader || []).forEach((one) => { near[one] = Q.BROADER; });
        (need.get(id).related || []).forEach((one) => { if ((near[one] || 0) < Q.RELATED) near[one] = Q.RELATED; });
        (need.get(id).answered || []).forEach((one) => { near[one] = Q.NARROWER; });
        if ("crisis-help" in near) near["crisis-line"] = Q.CRISIS_LINE;
        near[id] = 1;
        for (const one in near) found[one] = Math.max(found[one] || 0, sure * near[one]);
      }
      return found;
    }

    /* What truly answers: the need itself and what is narrower; in a crisis also what is wider: it helps at once. */
    function within(matched) {
      const found = {};
      for (const [id, sure] of foremost(matched)) {
        if (sure < Q.LEAST || need.get(id).situation) continue;
        const near = around([[id, sure]]), least = (need.get(id).crisis ? Q.BROADER : Q.NARROWER) * sure;
        for (const one in near) if (near[one] >= least) found[one] = Math.max(found[one] || 0, near[one]);
      }
      return found;
    }

    /* What helps though it is not what was asked for. */
    function helping(matched) {
      const found = {}, open = new Set(pack.open);
      for (const [id, sure] of foremost(matched)) {
        if (sure < SURE) continue;
        const wider = (need.get(id).broader || []).filter((above) => !need.get(above).topic || open.has(above));
        for (const one of [...wider, ...(need.get(id).related || [])]) {
          found[one] = Math.max(found[one] || 0, (need.get(one).topic ? Q.HELPING_TOPIC : Q.HELPING) * sure);
        }
      }
      return found;
    }

    /* --- who speaks -------------------------------------------------------------------------------------------- */
    function only(forms, listed) {
      const named = Object.keys(listed).filter((who) => listed[who].some((form) => forms.has(form)));
      return named.length === 1 ? named[0] : null;
    }

    function speaker(listed) {
      const said = " " + listed.join(" ") + " ", told = Object.keys(selves).filter((who) => selves[who].some((one) => said.includes(" " + one + " ")));
      return told.length === 1 ? told[0] : only(new Set(listed), partners);
    }

    function blank(text, patterns) {
      const rest = patterns.reduce((told, one) => told.replace(one, (all) => " ".repeat(all.length)), text);
      return rest.replace(/[ .,;:!?()]/g, "") ? rest : text;
    }

    this.below = below;
    this.opposite = opposite;
    this.read = function (typed) {
      const text = typed.slice(0, Q.LONGEST).replace(/(\S{60})\S+/g, "$1"), spoken = [];
      const asked = blank(text, [here, ...AGE]);
      let rest = blank(text, [here, ...AGE, ...TIME]);
      rest = rest.replace(TONGUE, (all, name) => {
        const code = tongues.get(fold(name));
        if (code) spoken.push(code);
        return code ? " ".repeat(all.length) : all;
      });
      if (!rest.replace(/[ .,;:!?()]/g, "")) rest = text;
      const told = heard(asked), outside = told.outside >= Q.OUTSIDE && !told.needs.length;
      let { needs: matched, named } = told;
      const sure = matched.length > 0 && matched[0][1] >= SURE, [list, corrected] = groups(rest, !outside, sure);
      if (corrected !== null && !sure) ({ needs: matched, named } = heard(corrected));
      const listed = words(asked).map((word) => word.form), forms = new Set(listed), plain = plainly(matched, named), direct = within(plain);
      const first = plain.length ? within(plain.filter(([, how]) => how >= plain[0][1] - Q.AS_SURE)) : {};
      return {
        list, needs: plain, named, outside, strange: told.strange, related: around(plain), direct, spoken,
        foremost: Object.keys(first).length ? first : direct, helps: helping(plain),
        surely: plain.length > 0 && plain[0][1] >= SURE, unserved: false,
        crisis: matched.filter(([id, how]) => how >= SURE && need.get(id).crisis).map(([id]) => id),
        speaker: plain.some(([id]) => violence.includes(id)) ? speaker(listed) : null,
        age: only(forms, ages), like: meaning ? meaning.of(corrected || text, plain) : null,
      };
    };
  }

  offline.Asking = Asking;
})((self.offline = self.offline || {}));
