/* The saved list. It lives in the address behind the # and travels in the links of the page; no server sees it there,
   and nothing is stored unless somebody asks for it. Without this script each "Merken" leads to a page that explains. */
(function () {
  "use strict";
  var words = document.currentScript.dataset;
  var KEY = "merkliste";
  var CODE = /^[\w-]{22}$/;
  var MOST = 40;
  var codes = read(location.hash) || stored() || [];

  function read(hash) {
    var found = hash.slice(1).split(",");
    return found.every(function (one) { return CODE.test(one); })
      ? found.filter(function (one, at) { return found.indexOf(one) === at; }).slice(0, MOST)
      : null;
  }

  function stored() {
    try {
      return read("#" + localStorage.getItem(KEY));
    } catch (refused) {
      return null;
    }
  }

  function store(wanted) {
    try {
      if (wanted && codes.length) {
        localStorage.setItem(KEY, codes.join(","));
      } else {
        localStorage.removeItem(KEY);
      }
      return true;
    } catch (refused) {
      return false;
    }
  }

  function each(selector, act, inside) {
    Array.prototype.forEach.call((inside || document).querySelectorAll(selector), act);
  }

  function hash() {
    return codes.length ? "#" + codes.join(",") : "";
  }

  /* Every link and form of the page takes the list along; a link to a part of a page keeps its own aim. */
  function carry() {
    each('a[href^="/"]:not([data-keep]):not([data-exit])', function (link) {
      if (!link.hash || read(link.hash)) {
        link.setAttribute("href", link.getAttribute("href").split("#")[0] + hash());
      }
    });
    each("form[action]", function (form) {
      form.setAttribute("action", form.getAttribute("action").split("#")[0] + hash());
    });
    history.replaceState(history.state, "", location.pathname + location.search + hash());
  }

  function show() {
    var listed = document.querySelector("[data-saved]");
    each("[data-keep]", function (button) {
      var kept = codes.indexOf(button.dataset.keep) >= 0;
      button.querySelector("[data-word]").textContent = !kept ? words.merken : listed ? words.remove : words.kept;
      button.classList.toggle("kept", kept);
      var see = button.nextElementSibling;
      if (see && see.matches(".see")) {
        see.hidden = !kept;
        see.textContent = words.see.replace("%s", codes.length);
      }
    });
  }

  function changed() {
    if (stored()) {
      store(true);
    }
    show();
    carry();
  }

  /* Links become buttons: they do something here instead of leading away. */
  function arm(inside) {
    each("a[data-keep]", function (link) {
      var button = document.createElement("button");
      var see = document.createElement("a");
      button.type = "button";
      button.className = link.className;
      button.dataset.keep = link.dataset.keep;
      button.innerHTML = link.innerHTML;
      see.className = "see";
      see.href = words.list;
      see.hidden = true;
      link.replaceWith(button);
      if (!document.querySelector("[data-saved]")) {
        button.after(see);
      }
    }, inside);
    each("[data-script]", function (part) {
      part.hidden = part.dataset.script !== "" && !navigator[part.dataset.script];
    }, inside);
    show();
    carry();
  }

  function toggle(code) {
    var at = codes.indexOf(code);
    if (at >= 0) {
      codes.splice(at, 1);
    } else {
      codes = codes.concat(code).slice(-MOST);
    }
    changed();
    fill();
  }

  function fill() {
    var place = document.querySelector("[data-saved]");
    if (!place) {
      return;
    }
    var empty = document.querySelector("[data-empty]");
    document.querySelector("[data-scripted]").hidden = false;
    empty.hidden = codes.length > 0;
    if (!codes.length) {
      place.textContent = "";
      document.querySelector("[data-told]").textContent = "";
      return;
    }
    fetch(place.dataset.saved + "?ids=" + codes.join(","), { credentials: "omit", cache: "no-store" })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error(String(answer.status));
        }
        return answer.text();
      })
      .then(function (html) {
        place.innerHTML = html;
        document.querySelector("[data-told]").textContent = place.firstElementChild.dataset.words;
        arm(place);
      })
      .catch(function () {
        document.querySelector("[data-told]").textContent = words.failed;
      });
  }

  var deeds = {
    print: function () { window.print(); },
    load: function (button) {
      var script = document.createElement("script");
      script.src = button.dataset.source;
      button.removeAttribute("data-do");
      document.head.appendChild(script);
    },
    share: function (button) {
      navigator.share({ text: button.dataset.text, url: button.dataset.address }).catch(function () {});
    },
    copy: function (button) {
      navigator.clipboard.writeText(button.dataset.address).then(function () { done(button); }, function () {});
    },
    store: function (button) {
      if (store(true)) {
        done(button);
      }
    },
    clear: function () {
      codes = [];
      store(false);
      changed();
      fill();
      document.getElementById("inhalt").focus();
    }
  };

  function done(button) {
    button.textContent = button.dataset.done;
    document.querySelectorAll("[data-told]").forEach(function (status) {
      status.textContent = button.dataset.done;
    });
  }

  /* A part of the page that another script has put in place. */
  document.addEventListener("newly", function (event) { arm(event.target); });
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button[data-keep], button[data-do]");
    if (button && button.dataset.keep) {
      toggle(button.dataset.keep);
    } else if (button) {
      deeds[button.dataset.do](button);
    }
  });
  addEventListener("hashchange", function () {
    var found = read(location.hash);
    if (found) {
      codes = found;
      fill();
    }
    show();
    carry();
  });
  arm(document);
  fill();
})();
