// The book as a PDF: says page after page how far it is, and can be stopped. Without it the form
// gives the file at once.
const form = document.querySelector("form[data-paper]");
const far = document.querySelector("[data-far]");
const words = (name) => document.querySelector(`template[data-say="${name}"]`).content.textContent.trim();

async function* linesOf(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts.filter(Boolean).map((each) => JSON.parse(each));
  }
}

function keep(told) {
  const bytes = Uint8Array.from(atob(told.pdf), (each) => each.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  link.download = told.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function bind(signal) {
  const sent = { method: "POST", body: new FormData(form), headers: { Accept: "application/x-ndjson" }, signal };
  const answer = await fetch(form.action, sent);
  if (!answer.ok) throw new Error("not bound");
  for await (const told of linesOf(answer.body)) {
    if (told.pdf) {
      keep(told);
      return;
    }
    far.textContent = `${words("page")} ${told.page}`;
  }
  throw new Error("not whole");
}

if (form) {
  const stop = form.querySelector("[data-stop]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!stop.hidden) return;
    const working = new AbortController();
    stop.hidden = false;
    stop.addEventListener("click", () => working.abort(), { once: true });
    far.textContent = words("begins");
    try {
      await bind(working.signal);
      far.textContent = words("done");
    } catch {
      far.textContent = words(working.signal.aborted ? "stopped" : "failed");
    }
    stop.hidden = true;
  });
}
