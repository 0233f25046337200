/* The lobby's screen: after a while without a touch it asks, and then forgets everything. Any touch extends the time. */
(function () {
  "use strict";
  const box = document.getElementById("ruhe"), rest = document.getElementById("ruhe-rest");
  const idle = Number(box.dataset.idle), warning = Number(box.dataset.warning);
  let left, timer;

  function count() {
    left -= 1;
    if (left <= 0) {
      location.replace(box.dataset.end);
    } else if (left <= warning) {
      rest.textContent = String(left);
      if (!box.open) box.showModal();
    }
  }

  function again() {
    left = idle + warning;
    if (box.open) box.close();
    clearInterval(timer);
    timer = setInterval(count, 1000);
  }

  for (const kind of ["pointerdown", "keydown", "scroll", "input"]) {
    addEventListener(kind, () => { if (!box.open) again(); }, { passive: true });
  }
  document.getElementById("ruhe-weiter").addEventListener("click", again);
  box.addEventListener("cancel", (event) => { event.preventDefault(); again(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  again();
})();
