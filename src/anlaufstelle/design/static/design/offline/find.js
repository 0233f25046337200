/* What helps here, asked of the pack alone: search/rank.py, with every number of its own. */
(function (offline) {
  "use strict";

  /* `learnt` is what is in meaning.bin; without it only words and needs speak. */
  function Town(pack, learnt) {
    const R = pack.numbers.rank, S = pack.numbers.speaking, Q = pack.numbers.query, stem = offline.words.stemmer(pack.odd), stems = pack.stems.split(" ");
    const frequency = new Map(), need = new Map(pack.needs.map((one) => [one.id, one]));
    const REACH = { local: 0, regional: R.REGIONAL, national: R.NATIONAL }, YOUNG = new Set(pack.perspective.tooYoung);
    const OLD = new Set(pack.perspective.tooOld);

    pack.entries.forEach((entry) => {
      entry.has = new Map();
      for (let at = 0; at < entry.tokens.length; at += 2) {
        const one = stems[entry.tokens[at]];
        entry.has.set(one, entry.tokens[at + 1] / 1000);
      }
      entry.names = new Set((entry.named || []).map((number) => stems[number]));
    });
    pack.often.forEach((often, number) => frequency.set(stems[number], often));
    const asking = new offline.Asking(pack, stem, frequency, learnt && pack.passages ? new offline.Meaning(learnt, pack) : null);
    const here = pack.entries.filter((entry) => entry.reach !== "elsewhere");

    /* How strongly the entry says the query's words, and which share of their rarity it has at all. */
    function said(entry, list) {
      let strong = 0, covered = 0, total = 0;
      for (const one of list) {
        let whole = 0, has = 0;
        for (const [key, heavy] of one.stems) {
          if (!entry.has.has(key)) continue;
          whole = Math.max(whole, entry.has.get(key) * heavy);
          has = Math.max(has, heavy);
        }
        if (one.parts.length) {
          const each = one.share / one.parts.length, held = one.parts.filter((part) => entry.has.has(part));
          whole += 0.9 * each * held.reduce((sum, part) => sum + entry.has.get(part), 0);
          has = Math.max(has, R.PARTS_COVER * each * held.length);
        }
        strong += one.weight * Math.min(1.2, whole);
        covered += one.weight * has;
        total += one.weight;
      }
      return total ? [strong / total, covered / total] : [0, 0];
    }

    /* The entry's best need; one that only its words imply counts `implied` times how clearly they do. */
    function needed(entry, related, implied) {
      const own = entry.needs || [];
      let most = 0;
      for (const id of own) most = Math.max(most, related[id] || 0);
      for (const id in entry.implied || {}) {
        if (!own.includes(id)) most = Math.max(most, implied * entry.implied[id] * (related[id] || 0));
      }
      return most;
    }

    function suits(entry, { speaker, age }) {
      const listed = entry.situations || [];
      if (!listed.length || (!speaker && !age)) return 0;
      if (listed.includes(speaker)) return R.SUITS;
      if (speaker && listed.includes(asking.opposite[speaker]) && !listed.includes("everyone")) return R.CONTRADICTS;
      const others = { old: YOUNG, young: OLD }[age];
      return others && listed.every((one) => others.has(one)) ? R.CONTRADICTS : 0;
    }

    /* There for one group of people only, of whom nobody spoke. */
    function forOthers(entry, asked) {
      const listed = entry.situations || [], groups = listed.filter((one) => one in pack.oneGroup);
      const ages = { old: "seniors", young: "teenagers" };
      const told = (one) => one === ages[asked.age] || asked.needs.some(([id, sure]) => sure >= R.NEED_ENOUGH && pack.oneGroup[one].includes(id));
      const alone = listed.includes("men") && !listed.includes("women") && !listed.includes("everyone");
      if (alone && asked.speaker !== "men" && !told("men")) return R.FOR_MEN;
      return groups.length && !listed.includes("everyone") && !groups.some(told) ? R.FOR_OTHERS : 0;
    }

    function forChildren(entry, asked) {
      const listed = entry.situations || [], first = asked.needs.length ? asked.needs[0][0] : null;
      const alone = !listed.includes("everyone") && (listed.includes("children") || listed.includes("families"));
      return asked.age === "young" && alone && (entry.needs || []).includes(first) ? R.FOR_CHILDREN : 0;
    }

    function circumstances(entry, asked) {
      let total = entry.carries ? R.CARRIER : 0;
      if (!asked.crisis.length) total += REACH[entry.reach];
      if (entry.language) total += R.OTHER_LANGUAGE;
      if ((entry.speaks || []).some((one) => asked.spoken.includes(one))) total += R.SPOKEN;
      if ((entry.situations || []).some((one) => asked.related[one] > 0.5)) total += R.SITUATION;
      if (entry.home) total += R.AT_HOME;
      return total + suits(entry, asked) + forOthers(entry, asked) + forChildren(entry, asked) + (entry.stale || 0);
    }

    function evidence(asked, direct, wanted, [lexical, covered], like) {
      const first = asked.needs.length ? asked.needs[0][1] : 0;
      if (first >= R.UNDERSTOOD && direct >= R.DIRECT_ENOUGH) {
        return Math.max(R.ENOUGH, (like || 0) + R.COVERED_SHARE * covered + R.NEED_SHARE * direct);
      }
      const aside = (asked.surely && asked.unserved) || first < R.NEED_ENOUGH;
      const told = aside ? direct : Math.max(direct, R.AROUND_SHARE * wanted);
      if (like === null) {
        const alone = covered >= R.COVERED_ALONE && lexical >= R.SAID_ALONE;
        return alone || told >= R.NEED_ENOUGH ? R.ENOUGH : R.NEED_SHARE * told;
      }
      let doubt = (asked.surely && asked.unserved && !direct) || asked.outside ? R.UNSERVED : 0;
      if (!told && covered < R.LITTLE) doubt += R.ONLY_ALIKE;
      return like + R.COVERED_SHARE * covered + R.NEED_SHARE * told + doubt;
    }

    function scored(entry, asked) {
      const told = said(entry, asked.list), [like, drawn] = asked.like ? asked.like(entry) : [null, 0], [lexical, covered] = told;
      const filed = entry.needs ? 1 : R.IMPLIED_UNFILED;
      const wanted = needed(entry, asked.related, entry.needs ? R.IMPLIED : R.IMPLIED_UNFILED);
      const direct = wanted ? needed(entry, asked.direct, 1) : 0;
      let score = lexical + R.MEANING * Math.max(0, entry.needs && drawn !== null ? drawn + R.OWN_WORDS * like : like) + R.NEED * wanted + R.FIT * filed * direct;
      if (direct) score += R.EXACT * filed * needed(entry, Object.fromEntries(asked.needs.slice(0, 1)), 1);
      const named = (one) => one.stems.some(([key, heavy]) => heavy > Q.SAME && entry.names.has(key));
      if (asked.list.length && covered > 0.99 && asked.list.every(named)) score += R.WHOLE_NAME;
      score += circumstances(entry, asked);
      return { entry, wanted, covered, score: Math.round(score * 10000) / 10000, evidence: evidence(asked, direct, wanted, told, like) };
    }

    /* Where nobody is there for what was surely understood, what helps beside it. */
    function lifted(asked) {
      const nobody = (listed, implied) => !here.some((entry) => needed(entry, listed, implied) >= R.SERVED);
      if (!Object.keys(asked.direct).length) return asked;
      const broader = need.get(asked.needs[0][0]).broader || [];
      if (!nobody(asked.foremost, broader.some((one) => pack.lifting.includes(one)) ? R.IMPLIED_SERVES : 1)) return asked;
      const related = { ...asked.related };
      for (const id in asked.helps) related[id] = Math.max(related[id] || 0, asked.helps[id]);
      return { ...asked, related, direct: { ...asked.helps, ...asked.direct }, unserved: nobody(asked.direct, 1) };
    }

    /* So sure of what the words name, and somebody is there for just that: nothing is doubted. */
    function plain(found, asked) {
      if (!asked.needs.length || asked.strange >= S.ODD) return false;
      const [id, sure] = asked.needs[0];
      if (sure < S.CLEAR && !(sure >= S.BEYOND_DOUBT && asked.named.has(id))) return false;
      return found.some((one) => needed(one.entry, asked.foremost, 1) >= R.SERVED);
    }

    /* Nothing unless something is sure; beside that also what is nearly so. */
    function shown(found, asked) {
      if (!found.some((one) => one.evidence >= R.ENOUGH)) return [];
      const first = found.find((one) => one.evidence >= S.NEARLY).evidence, sure = asked.needs.length ? asked.needs[0][1] : 0;
      if (!asked.crisis.length && first + S.SURELY * sure < S.STRANGE * asked.strange && !plain(found, asked)) return [];
      const served = found.some((one) => one.wanted >= R.SURE_NEED && one.evidence >= R.ENOUGH);
      const near = found.filter((one) => one.evidence >= S.NEARLY);
      const least = S.KEPT * Math.max(0, ...near.map((one) => one.wanted));
      return served ? near.filter((one) => one.wanted > least || one.covered >= S.SAYS_IT) : near;
    }

    /* Several needs in one sentence take turns. */
    function mixed(found, asked) {
      const ids = asked.needs.filter(([id, sure]) => sure >= R.SURE_NEED && asked.named.has(id)).map(([id]) => id).slice(0, 3);
      if (ids.length < 2 || asked.crisis.length) return found;
      const families = new Map(ids.map((id) => [id, asking.below(id).add(id)]));
      const apart = ids.filter((id) => !ids.some((other) => other !== id && families.get(other).has(id)));
      const surest = (id) => ids.findIndex((one) => families.get(id).has(one));
      apart.sort((a, b) => surest(a) - surest(b));
      const serving = (id) => Object.fromEntries([...families.get(id)].map((one) => [one, 1]));
      const queues = apart.map((id) => { const all = serving(id); return found.filter((one) => needed(one.entry, all, 1) >= R.SERVED); });
      if (apart.length < 2 || queues.some((queue) => !queue.length)) return found;
      const turns = [];
      for (let at = 0; at < R.TURNS; at += 1) queues.forEach((queue) => queue[at] && turns.push(queue[at]));
      return [...new Set([...turns, ...found])];
    }

    const by = (a, b) => b.score - a.score || (a.entry.name < b.entry.name ? -1 : a.entry.name > b.entry.name ? 1 : a.entry.id < b.entry.id ? -1 : 1);

    this.entries = pack.entries;
    this.asked = asking.read;
    this.find = function (text) {
      const asked = asking.read(text), told = lifted(asked);
      const found = shown(here.map((entry) => scored(entry, told)).sort(by), asked);
      return {
        entries: mixed(found, asked).map((one) => one.entry),
        lines: [...new Set(asked.crisis.flatMap((id) => need.get(id).crisis))].map((id) => pack.lines[id]),
        needs: asked.needs,
      };
    };
    this.stem = stem;
    this.fold = offline.words.fold;
  }

  offline.Town = Town;
})((self.offline = self.offline || {}));
