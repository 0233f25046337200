// The quick view's own keys: m keeps the open entry, d prints. j, k, Enter and / are the desk's (desk.js).
// Without this file every link is there all the same.
(() => {
  'use strict';
  const paper = document.querySelector('[data-paper]');
  const print = async (link) => {
    const answer = await fetch(link.dataset.print, { headers: { Accept: 'text/html' } });
    if (!answer.ok) return location.assign(link.href);
    const told = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const spoken = new URL(link.href).pathname.match(/\/(de-simple|[a-z]{2})\/merkliste/);
    paper.lang = spoken ? spoken[1].replace('de-simple', 'de') : 'de';
    paper.dir = paper.lang === 'ar' ? 'rtl' : 'ltr';
    paper.replaceChildren(...told.body.childNodes);
    window.print();
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-print]');
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    print(link).catch(() => location.assign(link.href));
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
    const which = { m: '[data-keep]', d: '[data-print]' }[event.key];
    const link = which && document.querySelector(which);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  const item = document.querySelector('[data-current]') || document.querySelector('.desk-hits [data-item]');
  if (!item) return;
  const wide = matchMedia('(min-width: 60rem)').matches;
  if (wide) scrollTo(0, 0);
  if (wide || !location.hash) item.focus({ preventScroll: !wide });
})();
