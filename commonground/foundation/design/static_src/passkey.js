// Passkeys. A block with data-passkey is shown where the browser can do it, and its form is sent with what the
// browser's own dialogue gave. The options stand in the page (data-passkey-options) or are asked for (…-ask).
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (listed) => (listed ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const toCreate = (given) => ({
  ...given,
  challenge: bytes(given.challenge),
  user: { ...given.user, id: bytes(given.user.id) },
  excludeCredentials: known(given.excludeCredentials),
});
const toGet = (given) => ({
  ...given,
  challenge: bytes(given.challenge),
  allowCredentials: known(given.allowCredentials),
});

const asData = (made) => {
  const response = { clientDataJSON: text(made.response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (made.response[part]) response[part] = text(made.response[part]);
  }
  if (made.response.getTransports) response.transports = made.response.getTransports();
  return {
    type: made.type,
    id: made.id,
    rawId: text(made.rawId),
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    response,
    clientExtensionResults: made.getClientExtensionResults(),
  };
};

const optionsFor = async (block) => {
  const { passkeyOptions, passkeyAsk } = block.dataset;
  if (passkeyOptions) return JSON.parse(document.getElementById(passkeyOptions).textContent);
  const answer = await fetch(passkeyAsk, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("The site did not answer");
  return answer.json();
};

const ceremony = async (block) => {
  const given = await optionsFor(block);
  return block.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: toCreate(given.creation_options.publicKey) })
    : navigator.credentials.get({ publicKey: toGet(given.request_options.publicKey) });
};

const say = (sentence) => {
  const notice = document.getElementById("page-notice");
  const paragraph = document.createElement("p");
  paragraph.className = "govuk-error-message";
  paragraph.textContent = sentence;
  notice.replaceChildren(paragraph);
  notice.focus();
};

const start = (block) => {
  const form = block.querySelector("form");
  block.hidden = false;
  block.querySelectorAll("[data-passkey-only]").forEach((part) => (part.hidden = false));
  form.addEventListener("submit", async (event) => {
    // a form with two ways is sent as it is by the button of the other
    if (form.elements.credential.value || event.submitter?.hasAttribute("data-without-passkey")) return;
    event.preventDefault();
    if (!form.reportValidity()) return;
    try {
      form.elements.credential.value = JSON.stringify(asData(await ceremony(block)));
      form.submit();
    } catch (problem) {
      const why = problem.name === "InvalidStateError" ? "This device has a passkey for you already." : "No passkey was used.";
      say(`${why} Nothing was changed. Try again, or choose another way.`);
    }
  });
};

if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey]").forEach(start);
}
