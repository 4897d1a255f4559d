// A button that copies what stands in an element. Without this script the button stays hidden.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const place = document.getElementById(button.dataset.copy);
  if (!place || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.textContent);
    button.querySelector("span").textContent = button.dataset.copied;
  });
}
