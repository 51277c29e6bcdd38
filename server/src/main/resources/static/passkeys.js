// Asks the browser for a passkey and sends its answer as an ordinary form. Without JavaScript the form stays hidden.
"use strict";
(() => {
  const able = "credentials" in navigator && window.PublicKeyCredential
    && PublicKeyCredential.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON;
  if (!able) { return; }
  for (const form of document.querySelectorAll("form.passkey:not([data-ready])")) {
    form.dataset.ready = "yes";
    form.hidden = false;
    document.querySelectorAll(".without-passkeys").forEach((note) => { note.hidden = true; });
    form.addEventListener("submit", async (event) => {
      if (form.elements.answer.value !== "") { return; }
      event.preventDefault();
      const failed = form.querySelector(".passkey-error");
      failed.hidden = true;
      const options = JSON.parse(form.dataset.options);
      try {
        const credential = form.dataset.mode === "create"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
        form.elements.answer.value = JSON.stringify(credential.toJSON());
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
