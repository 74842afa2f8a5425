/* The form of Log kontakt, drawn from the pack, and read back as what is sent (cases/intake.py). */

const HOUR = 60 * 60 * 1000;
const THEN = 5 * 60 * 1000;
export const find = (mark, inside = document) => inside.querySelector(`[data-${mark}]`);
export const drawn = (mark) => find(mark).content.cloneNode(true);
export const words = find("net-words").dataset;

const form = find("form");
const local = (moment) => moment.toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
const iso = (day) => `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;

function chip(type, name, value, label, small = "") {
  const piece = drawn("chip");
  const [control, mark] = piece.children;
  const id = `${name}_${value}`;
  Object.assign(control, { type, name, value, id });
  mark.htmlFor = id;
  find("name", mark).textContent = label;
  const second = mark.querySelector("small");
  if (small) second.textContent = small;
  else second.remove();
  return piece;
}

/* Those who can be chosen: of the pack, and of a contact that is corrected after its citizen has left the list. */
let people = [];
const strangers = [];

function offer(citizen) {
  const piece = document.createDocumentFragment();
  piece.append(chip("checkbox", "who", citizen.id, citizen.called, citizen.alias), about(citizen));
  const nodes = [...piece.children];
  people.push(citizen);
  find("who").append(piece);
  return nodes;
}

/* Under a name, when several are chosen: how it went with this one, and a note of one's own. */
function about(citizen) {
  const piece = drawn("about");
  const controls = [find("own-outcome", piece), find("own-note", piece)];
  const labels = piece.querySelectorAll("label");
  [words.outcome, words.note].forEach((said, i) => {
    controls[i].id = `${i ? "note" : "outcome"}_${citizen.id}`;
    labels[i].htmlFor = controls[i].id;
    labels[i].textContent = said.replace("{name}", citizen.called);
  });
  return piece;
}

/* Nobody stands here any more. */
export function close() {
  people = [];
  find("who").replaceChildren();
  find("facts").replaceChildren();
  form.reset();
}

export function draw(pack) {
  close();
  for (const citizen of pack.citizens) offer(citizen);
  find("nobody").hidden = pack.citizens.length > 0;
  const names = new Map(pack.places.map((place) => [place.id, place.name]));
  const places = find("places");
  places.replaceChildren();
  pack.usual.forEach((id, i) => places.append(chip("radio", "place", id, names.get(id), i ? "" : words.last)));
  places.append(drawn("other-place"));
  const first = places.querySelector("input");
  first.defaultChecked = true;
  form.elements.other_place.append(...pack.places.map((place) => new Option(place.name, place.id)));
  for (const name of RESPONSES.keys()) {
    find(name).replaceChildren(...pack.services.map((service) => chip("checkbox", name, service.code, service.name)));
  }
  find("companions").replaceChildren();
  for (const one of pack.colleagues ?? []) companion(one);
  find("company").hidden = !pack.colleagues?.length;
  form.elements.accompanied_unit.length = 1;
  form.elements.accompanied_unit.append(...(pack.efforts ?? []).map(effort));
  fresh();
}

/* A pack from before has no colleagues and no efforts; who or what has gone from it meanwhile stands in a correction. */
function companion({ id, name }) {
  const nodes = [...chip("checkbox", "companions", id, name).children];
  find("companions").append(...nodes);
  return nodes;
}

const effort = ({ id, name }) => new Option(name, id);

/* What the citizen said to a service, by the field that it is chosen in. */
const RESPONSES = new Map([
  ["services", "accepted"],
  ["offered", "offered"],
  ["declined", "refused"],
]);

/* What follows from what is chosen: what to know of them, the risk first; with several, a note under each name. */
function follow() {
  const chosen = people.filter((citizen) => chosenIn("who").includes(citizen.id));
  form.classList.toggle("is-several", chosen.length + Boolean(calledNow()) > 1);
  find("one-note").classList.toggle("is-kept", form.elements.note.value !== "");
  find("facts").replaceChildren(
    ...chosen.map((citizen) => {
      const piece = drawn("fact");
      find("title", piece).textContent = [citizen.called, citizen.alias].filter(Boolean).join(" · ");
      find("risk", piece).hidden = !citizen.risk;
      find("text", find("risk", piece)).textContent = citizen.risk;
      find("seen", piece).textContent = citizen.seen;
      find("haunts", piece).textContent = citizen.haunts;
      return piece;
    }),
  );
}

form.addEventListener("change", follow);

function placeNow() {
  const [chosen] = chosenIn("place");
  return chosen === "other" ? form.elements.other_place.value : chosen;
}

const calledNow = () => form.elements.unknown_called.value.trim();
const chosenIn = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((control) => control.value);

function walkNow() {
  const { accompanied_unit: unit, accompanied_to: words } = form.elements;
  const said = words.value.trim();
  return unit.value || said ? { unit: unit.value || null, name: unit.value && unit.selectedOptions[0].text, words: said } : null;
}

function companyNow() {
  const colleagues = [...form.querySelectorAll("[name=companions]:checked")].map((control) => ({
    id: control.value,
    name: find("name", control.nextElementSibling).textContent,
  }));
  const others = form.elements.with_others.value.trim();
  return colleagues.length || others ? { colleagues, others } : null;
}

/* Whether one of those chosen was met face to face: nobody else is walked with. */
function somebodyMet(who, several) {
  if (chosenIn("medium")[0] !== "in_person") return false;
  const [common] = chosenIn("outcome");
  const outcomes = who.map((id) => (several && document.getElementById(`outcome_${id}`).value) || common);
  return [...outcomes, ...(calledNow() ? [common] : [])].includes("met");
}

function unfold(open) {
  for (const step of form.querySelectorAll("details.step-fold")) step.open = open;
}

/* The form as it stands with nothing written in it. */
export function fresh() {
  form.reset();
  find("draft-status").textContent = "";
  for (const { id, nodes } of strangers.splice(0)) {
    people = people.filter((citizen) => citizen.id !== id);
    for (const node of nodes) node.remove();
  }
  for (const part of form.querySelectorAll("details.as-table")) part.open = false;
  unfold(window.matchMedia("(min-width: 48rem)").matches);
  form.dispatchEvent(new Event("change"));
}

/* When it happened, by this device's clock; NaN when that has not been yet. */
function happened(now) {
  const [when] = chosenIn("when");
  if (when === "now") return now;
  const clock = form.elements.clock.value;
  if (when === "earlier" && !clock) return now - HOUR;
  const day = new Date(now);
  if (when === "yesterday") day.setDate(day.getDate() - 1);
  const [hours, minutes] = (clock || "12:00").split(":");
  day.setHours(Number(hours), Number(minutes), 0, 0);
  return day <= now ? day.getTime() : Number.NaN;
}

/* What must be put right before it can be kept; nothing when nothing must. */
function wrong(at, who, services) {
  const { elements } = form;
  const [topic] = chosenIn("staff_topic");
  const [place] = chosenIn("place");
  const inPerson = chosenIn("medium")[0] === "in_person";
  const there = (inPerson && placeNow()) || (place === "other" && elements.whereabouts.value.trim());
  const several = who.length + Boolean(calledNow()) > 1;
  if (!calledNow() && (elements.unknown_features.value || elements.unknown_note.value)) return "unnamed";
  if (!topic && elements.staff_note.value) return "topic";
  if (!who.length && !calledNow() && !topic) return "no-one";
  if (topic && !there) return "nowhere";
  if (several && elements.note.value) return "shared-note";
  if (Number.isNaN(at)) return "future";
  if (walkNow() && !somebodyMet(who, several)) return "walked";
  if (new Set(services.map(([code]) => code)).size < services.length) return "twice";
  return elements.minutes.validity.valid ? "" : "minutes";
}

/* What is written, as it is kept and sent; `wrong` names what must be put right first. */
export function read(pack) {
  const now = Date.now();
  const who = chosenIn("who");
  const at = happened(now);
  const services = [...RESPONSES].flatMap(([name, word]) => chosenIn(name).map((code) => [code, word]));
  const fault = wrong(at, who, services);
  if (fault) return { wrong: fault };
  const { elements } = form;
  const [chosen] = chosenIn("place");
  const [outcome] = chosenIn("outcome");
  const [step] = chosenIn("next_step");
  const [medium] = chosenIn("medium");
  const [topic] = chosenIn("staff_topic");
  const due = new Date(at);
  due.setDate(due.getDate() + Number(step));
  const called = calledNow();
  const single = who.length === 1 && !called;
  // A call or a message was nowhere, whatever chip stood chosen.
  const place = medium === "in_person" && placeNow();
  return {
    pack: pack.issued,
    pack_at: pack.pack_at,
    written_at: new Date(now).toISOString(),
    happened_at: new Date(at).toISOString(),
    unit: pack.unit,
    lines: people
      .filter((citizen) => who.includes(citizen.id))
      .map((citizen) => ({
        citizen: citizen.id,
        called: citizen.called,
        outcome: (!single && document.getElementById(`outcome_${citizen.id}`).value) || outcome,
        note: single ? elements.note.value : document.getElementById(`note_${citizen.id}`).value,
      })),
    unknown: called
      ? {
          called,
          features: elements.unknown_features.value,
          outcome,
          note: [elements.unknown_note.value, who.length ? "" : elements.note.value].filter(Boolean).join("\n"),
        }
      : null,
    staff: topic ? { topic, note: elements.staff_note.value } : null,
    company: companyNow(),
    walk: walkNow(),
    medium,
    initiative: chosenIn("initiative")[0],
    minutes: elements.minutes.value ? Number(elements.minutes.value) : null,
    place: place || null,
    whereabouts: chosen === "other" ? elements.whereabouts.value : "",
    services: Object.fromEntries(services),
    next_on: Number(step) ? iso(due) : null,
    next_what: elements.next_what.value,
  };
}

/* Puts what was kept back into the form, to be corrected. What an older page kept says less. */
export function write(said) {
  fresh();
  const { elements } = form;
  const check = (name, value) => {
    const control = form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
    if (control) control.checked = true;
    return Boolean(control);
  };
  const put = (name, value) => {
    elements[name].value = value ?? "";
  };
  const single = said.lines.length === 1 && !said.unknown;
  for (const line of said.lines) {
    if (!people.some((citizen) => citizen.id === line.citizen)) {
      const nodes = offer({ id: line.citizen, called: line.called, alias: "", risk: "", seen: "", haunts: "" });
      strangers.push({ id: line.citizen, nodes });
    }
    check("who", line.citizen);
    if (single) {
      elements.note.value = line.note;
      check("outcome", line.outcome);
    } else {
      document.getElementById(`note_${line.citizen}`).value = line.note;
      document.getElementById(`outcome_${line.citizen}`).value = line.outcome;
    }
  }
  put("unknown_called", said.unknown?.called);
  put("unknown_features", said.unknown?.features);
  put("unknown_note", said.unknown?.note);
  if (said.unknown) check("outcome", said.unknown.outcome);
  put("staff_note", said.staff?.note);
  if (said.staff) check("staff_topic", said.staff.topic);
  for (const one of said.company?.colleagues ?? []) {
    if (!check("companions", one.id)) {
      strangers.push({ id: one.id, nodes: companion(one) });
      check("companions", one.id);
      find("company").hidden = false;
    }
  }
  put("with_others", said.company?.others);
  if (said.walk?.unit && ![...elements.accompanied_unit.options].some((one) => one.value === said.walk.unit)) {
    const gone = effort({ id: said.walk.unit, name: said.walk.name });
    elements.accompanied_unit.append(gone);
    strangers.push({ id: said.walk.unit, nodes: [gone] });
  }
  put("accompanied_unit", said.walk?.unit);
  put("accompanied_to", said.walk?.words);
  check("medium", said.medium);
  check("initiative", said.initiative ?? "ours");
  put("minutes", said.minutes);
  if (!said.place || !check("place", said.place)) {
    check("place", "other");
    elements.other_place.value = said.place ?? "";
  }
  put("whereabouts", said.whereabouts);
  const fields = new Map([...RESPONSES].map(([name, word]) => [word, name]));
  for (const [code, word] of Object.entries(said.services)) check(fields.get(word), code);
  const at = new Date(said.happened_at);
  happenedAt(at);
  elements.next_what.value = said.next_what;
  unfold(true);
  openParts();
  if (said.next_on) check("next_step", String(Math.round((new Date(said.next_on) - new Date(iso(at))) / (24 * HOUR))));
  form.dispatchEvent(new Event("change"));
}

/* The form as it stands, half written or wrong, and when: for the case that the page goes away. */
export function standing() {
  const controls = [...form.elements].filter((control) => control.id);
  const fields = controls.map((control) => [control.id, control.matches("[type=checkbox], [type=radio]") ? control.checked : control.value]);
  return { at: Date.now(), fields };
}

export function stand({ at, fields }) {
  fresh();
  for (const [id, value] of fields) {
    const control = document.getElementById(id);
    if (control) control[typeof value === "boolean" ? "checked" : "value"] = value;
  }
  // "Now" was then.
  if (chosenIn("when")[0] === "now" && Date.now() - at > THEN) happenedAt(new Date(at));
  unfold(true);
  openParts();
  form.dispatchEvent(new Event("change"));
}

function openParts() {
  for (const part of form.querySelectorAll("details.as-table")) {
    part.open = [...part.querySelectorAll("input, textarea, select")].some((control) =>
      control.matches("[type=checkbox], [type=radio]") ? control.checked : control.value,
    );
  }
}

function happenedAt(at) {
  form.querySelector(`[name=when][value=${new Date().toDateString() === at.toDateString() ? "earlier" : "yesterday"}]`).checked = true;
  form.elements.clock.value = local(at).replace(".", ":");
}

/* One line for the list of what waits. */
export function inWords(said) {
  const at = new Date(said.happened_at);
  const day = at.toLocaleDateString("da-DK", { weekday: "long", day: "numeric", month: "numeric" });
  const who = [...said.lines.map((line) => line.called), said.unknown?.called, said.staff && words.staff];
  return { who: who.filter(Boolean).join(", "), when: `${day} ${local(at)}` };
}
