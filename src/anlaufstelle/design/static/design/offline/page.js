/* The page "take this town along": one tap keeps, one tap deletes; the worker serves only what this page kept. */
(function (offline) {
  "use strict";
  const root = document.getElementById("mitnehmen"), told = root.dataset, MOST = 10;
  const by = (id) => document.getElementById(id);
  const able = "serviceWorker" in navigator && "caches" in self;
  const NAME = "anlaufstelle" + told.scope;
  let town;

  const say = (words) => { by("stand").textContent = words; };
  const show = (kept) => {
    by("frage").hidden = kept || !able;
    by("suche").hidden = by("weg").hidden = !kept;
  };

  async function kept(cache) {
    const answers = await Promise.all([cache.match(told.pack), cache.match(told.meaning)]);
    if (!answers[0]) return;
    const pack = await answers[0].json();
    town = new offline.Town(pack, answers[1] ? await answers[1].arrayBuffer() : null);
    show(true);
    say(pack.town.name + " " + told.kept + " " + new Date(pack.made).toLocaleDateString(document.documentElement.lang));
  }

  async function take() {
    by("nehmen").disabled = true;
    try {
      const needed = [...document.querySelectorAll("script[src],link[rel=stylesheet]")].map((one) => one.src || one.href);
      const cache = await caches.open(NAME);
      await cache.addAll([told.scope, told.pack, told.meaning, ...needed].map((one) => new Request(one, { cache: "reload" })));
      await navigator.serviceWorker.register(told.worker, { scope: told.scope });
      await kept(cache);
      by("q").focus();
    } catch (failed) {
      await forget();
      say(told.failed);
    }
    by("nehmen").disabled = false;
  }

  async function forget() {
    const worker = await navigator.serviceWorker.getRegistration(told.scope);
    if (worker) await worker.unregister();
    await caches.delete(NAME);
    town = undefined;
    by("treffer").textContent = "";
    by("sofort").hidden = true;
    by("q").value = "";
    show(false);
    say(told.gone);
  }

  function part(name, words, kind, lang) {
    const made = document.createElement(name);
    made.textContent = words;
    if (kind) made.className = kind;
    if (lang) made.lang = lang;
    return made;
  }

  function link(href, words, kind) {
    const made = part("a", words, kind);
    made.href = href;
    if (href.startsWith("http")) made.rel = "noreferrer";
    return made;
  }

  function card(entry) {
    const item = document.createElement("li"), made = document.createElement("article");
    made.className = "card";
    made.append(part("h2", entry.name, "", "de"));
    if (entry.by) made.append(part("p", entry.by, "by", "de"));
    if (entry.what) made.append(part("p", entry.what, "what", "de"));
    for (const line of [...(entry.hours || []), ...(entry.facts || [])]) made.append(part("p", line, "quiet", "de"));
    if (entry.way) {
      const [label, href, caption, whose] = entry.way, act = part("div", "", "act");
      act.append(link(href, label + " " + caption, "kern-btn kern-btn--secondary"));
      if (whose) act.append(part("p", whose));
      made.append(act);
    }
    made.append(part("p", entry.checked, "from"));
    item.append(made);
    return item;
  }

  function find(event) {
    event.preventDefault();
    const words = by("q").value.trim();
    if (!words || !town) return;
    const answer = town.find(words);
    by("sofort").hidden = !answer.lines.length;
    by("sofort").replaceChildren(...answer.lines.map(([number, name, note, german]) => {
      const item = document.createElement("li"), told = part("span", name);
      if (note) told.append(part("small", note));
      if (german) told.append(part("small", german, "", "de"));
      item.append(link("tel:" + number, number), told);
      return item;
    }));
    by("treffer").replaceChildren(...answer.entries.slice(0, MOST).map(card));
    say(answer.entries.length ? told.found + " " + answer.entries.length : told.none);
  }

  by("nehmen").addEventListener("click", take);
  by("neu").addEventListener("click", take);
  by("loeschen").addEventListener("click", forget);
  by("suche").addEventListener("submit", find);
  show(false);
  if (able) {
    /* Looking whether something is kept stores nothing. */
    caches.has(NAME).then((has) => has && caches.open(NAME).then(kept));
  }
})(self.offline);
