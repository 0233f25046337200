/* The neutral page goes on to itself once it has loaded: a new entry cuts off all that lay ahead in the history.
   Before the load event a browser would only replace the entry, and Forward would still lead back. */
(function () {
  "use strict";
  var next = document.currentScript.getAttribute("data-next");

  function on() {
    setTimeout(function () {
      location.assign(next);
    }, 0);
  }

  try {
    sessionStorage.clear();
  } catch (refused) {
    /* Nothing was kept, so nothing is left to clear. */
  }
  addEventListener("load", on);
  addEventListener("pageshow", function (event) {
    if (event.persisted) {
      on();
    }
  });
})();
