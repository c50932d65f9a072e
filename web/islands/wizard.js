// What stands beside a step follows what is typed. Without this file the same page shows it after the next step; nothing here decides anything.
const form = document.querySelector("form[data-live]");
if (form) {
  let waiting = 0;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 350);
  });

  /** Asks for this very step with what is in the form now, and takes over what stands beside it. An answer that comes late is dropped. */
  async function refresh() {
    const turn = ++asked;
    const entered = new URLSearchParams(new FormData(form));
    entered.set("step", form.dataset.live);
    try {
      const answer = await fetch(`${form.getAttribute("action")}?${entered}`, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn === asked) for (const id of ["pane", "message-count"]) takeOver(page, id);
    } catch {
      // Offline: the page stays as it is and works as before.
    }
  }

  function takeOver(page, id) {
    const [mine, new_] = [document.getElementById(id), page.getElementById(id)];
    if (mine && new_ && mine.innerHTML !== new_.innerHTML) mine.replaceChildren(...new_.childNodes);
  }
}
