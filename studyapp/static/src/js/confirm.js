// A plain question before a form is sent: <form data-confirm="…" data-confirm-yes="…">.
// Without script the server asks by its own confirm page or does what the button says.
const ask = (form) =>
  new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    const question = document.createElement("p");
    question.textContent = form.dataset.confirm;
    const actions = document.createElement("form");
    actions.method = "dialog";
    actions.className = "form-actions";
    for (const [value, word, look] of [["yes", form.dataset.confirmYes ?? document.body.dataset.yes, "btn btn-danger"], ["", document.body.dataset.cancel, "btn"]]) {
      const button = document.createElement("button");
      button.value = value;
      button.textContent = word;
      button.className = look;
      actions.append(button);
    }
    dialog.append(question, actions);
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.confirm || form.dataset.confirmed) return;
  event.preventDefault();
  const submitter = event.submitter;
  if (await ask(form)) {
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
  }
});
