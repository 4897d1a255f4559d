// What was answered in a form goes over into another with the same questions and other words. What has no place
// there is carried along unseen, so that nothing is lost.
const chosen = (control) => control.type === "checkbox" || control.type === "radio";

/** What the questions of a form hold that change with the lock. */
export const answers = (form) => [...new FormData(form)].filter(([, value]) => value !== "");

function carried(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  field.dataset.carried = "";
  return field;
}

/** Put answers into a form whose questions stand in `where`. */
export function putBack(form, where, given) {
  for (const [name, value] of given) {
    const named = [...form.elements].filter((each) => each.name === name);
    const choice = named.find((each) => chosen(each) && each.value === value);
    const box = named.find((each) => !chosen(each));
    if (choice) choice.checked = true;
    else if (box) box.value = value;
    else where.append(carried(name, value));
    if (where.contains(choice ?? box)) (choice ?? box).closest("details")?.setAttribute("open", "");
  }
}
