// Keys of the desk: j/k move, Enter opens, a accepts, r rejects, x chooses, v shows what would become of all chosen, u takes back, / searches, ? helps.
// Without this file every button is there all the same.
(() => {
  'use strict';
  const items = [...document.querySelectorAll('[data-item]')];
  const help = document.getElementById('hilfe');
  let at = -1;
  for (const hint of document.querySelectorAll('.desk-keys')) hint.hidden = false;
  const go = (to) => {
    if (!items.length) return;
    at = Math.max(0, Math.min(items.length - 1, to));
    items[at].focus({ preventScroll: true });
    items[at].scrollIntoView({ block: 'nearest' });
  };
  const press = (within, which) => {
    const button = within && within.querySelector(which);
    if (button) button.click();
  };
  document.addEventListener('focusin', (event) => {
    const here = items.findIndex((one) => one.contains(event.target));
    if (here >= 0) at = here;
  });
  document.addEventListener('submit', (event) => {
    if (event.submitter && event.submitter.formTarget === '_blank') return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = '1';
  });
  const act = {
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => press(items[at], '[data-accept]'),
    r: () => press(items[at], '[data-reject]'),
    u: () => press(document, '[data-undo]'),
    x: () => press(items[at], '[data-pick]'),
    X: () => {
      const boxes = [...document.querySelectorAll('[data-pick]')];
      const all = boxes.every((one) => one.checked);
      for (const one of boxes) one.checked = !all;
    },
    v: () => press(document, '[data-many-accept]'),
    V: () => press(document, '[data-many-reject]'),
    '?': () => help && help.showModal(),
    '/': () => {
      const box = document.querySelector('[data-search]');
      if (box) box.focus(); else location.assign('/desk/eintrag');
    },
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select, dialog')) return;
    if (event.key === 'Enter' && event.target === items[at]) {
      press(items[at], 'a');
    } else if (act[event.key]) {
      event.preventDefault();
      act[event.key]();
    }
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
  if (items.length && document.querySelector('.desk-items')) go(0);

  // The point on the map: a click sets it, arrow keys move it by ten metres, the fields say where it is.
  const map = document.querySelector('[data-pin]');
  const [north, east] = ['latitude', 'longitude'].map((name) => document.querySelector(`[name="${name}"]`));
  if (map && north && east) {
    const { west, north: top, across, down } = map.dataset;
    const spot = map.querySelector('[data-spot]');
    const told = document.querySelector('[data-pin-told]');
    const put = (latitude, longitude) => {
      north.value = latitude.toFixed(6);
      east.value = longitude.toFixed(6);
      spot.setAttribute('cx', ((longitude - west) * across).toFixed(1));
      spot.setAttribute('cy', ((top - latitude) * down).toFixed(1));
      told.textContent = `${north.value}, ${east.value}`;
      const exact = document.querySelector('[name="precision"]');
      if (exact && !exact.value) exact.value = 'address';
    };
    const where = () => [
      parseFloat(north.value.replace(',', '.')) || top - spot.getAttribute('cy') / down,
      parseFloat(east.value.replace(',', '.')) || +west + spot.getAttribute('cx') / across,
    ];
    map.addEventListener('click', (event) => {
      const box = map.getBoundingClientRect();
      const scale = map.viewBox.baseVal.width / box.width;
      put(top - ((event.clientY - box.top) * scale) / down, +west + ((event.clientX - box.left) * scale) / across);
    });
    const steps = { ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    document.querySelector('[data-pin-move]').addEventListener('keydown', (event) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      const [latitude, longitude] = where();
      const metres = (event.shiftKey ? 100 : 10) / 111320;
      put(latitude + step[0] * metres, longitude + (step[1] * metres) / Math.cos((latitude * Math.PI) / 180));
    });
  }
})();
