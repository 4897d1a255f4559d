// A question that was answered is answered once: a second tap while the page turns does nothing.
for (const form of document.querySelectorAll("form.confirm")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent ||= navigator.onLine; // what could not go may be tapped again
  });
  addEventListener("pageshow", () => {
    sent = false;
  });
}
