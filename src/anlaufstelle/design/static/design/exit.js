/* Leave at once: by the button or by Shift three times. First everything is covered, then the tab walks back to the
   first page of this site it holds and replaces it by the neutral page; that page cuts off what lies ahead. So neither
   Back nor Forward shows what was read. A browser that cannot walk its history only replaces the page it is on.

   Loaded in the head and not deferred: a page that is only walked over must never be painted. */
(function () {
  "use strict";
  var neutral = document.currentScript.getAttribute("data-neutral");
  var FLAG = "leaving";
  var TIMES = 3;
  var PATIENCE = 5000;
  var presses = 0;
  var waiting;

  function replace() {
    location.replace(neutral);
  }

  function cover() {
    document.documentElement.hidden = true;
    document.title = "\u2026";
  }

  /* One word for the length of the walk; the neutral page empties the storage. */
  function remember() {
    try {
      sessionStorage.setItem(FLAG, "1");
      return true;
    } catch (refused) {
      return false;
    }
  }

  function remembered() {
    try {
      var found = sessionStorage.getItem(FLAG) !== null;
      sessionStorage.removeItem(FLAG);
      return found;
    } catch (refused) {
      return false;
    }
  }

  function arrive() {
    if (remembered()) {
      cover();
      replace();
    }
  }

  function leave() {
    var history = window.navigation;
    var first = history && history.entries && history.entries()[0];
    cover();
    if (!first || history.currentEntry.index === 0 || !remember()) {
      replace();
      return;
    }
    var walk = history.traverseTo(first.key);
    walk.committed.then(arrive, arrive);
    walk.finished.catch(function () {});
    setTimeout(arrive, 3000);
  }

  function tell(left) {
    var status = document.getElementById("exit-status");
    if (status) {
      status.textContent = left ? status.getAttribute("data-left-" + left) : "";
    }
  }

  function forget() {
    presses = 0;
    clearTimeout(waiting);
    tell(0);
  }

  /* What only explains the page without scripts goes before it is painted. */
  document.documentElement.classList.add("scripted");
  arrive();
  addEventListener("pageshow", function (event) {
    if (event.persisted) {
      arrive();
      if (document.documentElement.hidden) {
        replace();
      }
    }
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("[data-exit]")) {
      event.preventDefault();
      leave();
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") {
      forget();
    } else if (!event.repeat) {
      presses += 1;
      clearTimeout(waiting);
      if (presses === TIMES) {
        leave();
      } else {
        tell(TIMES - presses);
        waiting = setTimeout(forget, PATIENCE);
      }
    }
  });
})();
