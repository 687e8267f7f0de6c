"use strict";
const $ = (id) => document.getElementById(id);

function element(name, text, children = []) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

async function get(path) {
  const answer = await fetch(path);
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail || answer.statusText);
  return body;
}

function button(text, action) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", () => action().catch(say));
  return made;
}

function say(message) {
  $("status").textContent = message instanceof Error ? message.message : message;
}

async function search(text) {
  const { items } = await get(`v1/actors?q=${encodeURIComponent(text)}`);
  say(items.length ? "" : `No actor is called “${text}”.`);
  $("actors").replaceChildren(...items.map((actor) => element("li", "", [button(`${actor.label} (${actor.kind})`, () => show(actor))])));
  if (items.length) await show(items[0]);
}

async function show(actor) {
  const { items, next } = await get(`v1/actors/${encodeURIComponent(actor.id)}/relations?limit=200`);
  $("who").textContent = `${actor.label}: ${items.length}${next ? "+" : ""} ties`;
  $("rows").replaceChildren(...items.map((tie) => {
    const cells = [tie.subject.label, tie.relation, tie.object.label, tie.standing, tie.claim_count, tie.origin_count, tie.first_date, tie.last_date];
    const row = element("tr", "", cells.map((cell) => element("td", String(cell ?? ""))));
    row.append(element("td", "", [button("words", () => pair(tie.subject, tie.object))]));
    return row;
  }));
  $("ties").hidden = false;
  $("claims").hidden = true;
}

async function pair(a, b) {
  const found = await get(`v1/relations/${encodeURIComponent(a.id)}/${encodeURIComponent(b.id)}`);
  $("pair").textContent = `${found.a.label} and ${found.b.label}: ${found.claim_count} claims`;
  $("quotes").replaceChildren(...found.claims.map((claim) => {
    const how = [claim.negated && "not", claim.modality !== "actual" && claim.modality, claim.claimant && `says ${claim.claimant.text}`];
    const meant = how.filter(Boolean).join(", ");
    const head = `${claim.subject.actor.label} ${claim.relation} ${claim.object.actor.label}${meant ? ` (${meant})` : ""}`;
    const source = [claim.document.title, claim.document.source, claim.document.date].filter(Boolean).join(", ");
    const from = element("div", source);
    from.className = "quiet";
    return element("li", head, [element("blockquote", claim.quote), from]);
  }));
  $("claims").hidden = false;
  $("claims").scrollIntoView({ behavior: "smooth" });
}

$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("q").value.trim();
  if (text) search(text).catch(say);
});

const named = new URLSearchParams(location.search).get("actor");
if (named) get(`v1/actors/${encodeURIComponent(named)}`).then(show).catch(say);
