/* The form of Log kontakt, drawn from the pack, and read back as what is sent (cases/intake.py). */

const HOUR = 60 * 60 * 1000;
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

export function draw(pack) {
  const who = find("who");
  who.replaceChildren();
  for (const citizen of pack.citizens) {
    who.append(chip("checkbox", "who", citizen.id, citizen.called, citizen.alias), about(citizen));
  }
  find("nobody").hidden = pack.citizens.length > 0;
  const names = new Map(pack.places.map((place) => [place.id, place.name]));
  const places = find("places");
  places.replaceChildren();
  pack.usual.forEach((id, i) => places.append(chip("radio", "place", id, names.get(id), i ? "" : words.last)));
  places.append(drawn("other-place"));
  const first = places.querySelector("input");
  first.defaultChecked = true;
  form.elements.other_place.append(...pack.places.map((place) => new Option(place.name, place.id)));
  find("services").replaceChildren(
    ...pack.services.map((service) => chip("checkbox", "services", service.code, service.name)),
  );
  form.addEventListener("change", () => facts(pack));
  fresh();
}

/* What to know of those who are chosen: the risk first. */
function facts(pack) {
  const chosen = pack.citizens.filter((citizen) => chosenIn("who").includes(citizen.id));
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

const chosenIn = (name) => [...form.querySelectorAll(`[name="${name}"]:checked`)].map((control) => control.value);

function unfold(open) {
  for (const step of form.querySelectorAll("details.step-fold")) step.open = open;
}

/* The form as it stands with nothing written in it. */
export function fresh() {
  form.reset();
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

/* What is written, as it is kept and sent; `wrong` names what must be put right first. */
export function read(pack) {
  const now = Date.now();
  const who = chosenIn("who");
  const at = happened(now);
  if (!who.length) return { wrong: "no-one" };
  if (Number.isNaN(at)) return { wrong: "future" };
  const { elements } = form;
  const [chosen] = chosenIn("place");
  const [outcome] = chosenIn("outcome");
  const [step] = chosenIn("next_step");
  const due = new Date(at);
  due.setDate(due.getDate() + Number(step));
  const single = who.length === 1;
  return {
    pack: pack.issued,
    pack_at: pack.pack_at,
    written_at: new Date(now).toISOString(),
    happened_at: new Date(at).toISOString(),
    unit: pack.unit,
    lines: pack.citizens
      .filter((citizen) => who.includes(citizen.id))
      .map((citizen) => ({
        citizen: citizen.id,
        called: citizen.called,
        outcome: (!single && document.getElementById(`outcome_${citizen.id}`).value) || outcome,
        note: single ? elements.note.value : document.getElementById(`note_${citizen.id}`).value,
      })),
    medium: "in_person",
    place: (chosen === "other" ? elements.other_place.value : chosen) || null,
    whereabouts: chosen === "other" ? elements.whereabouts.value : "",
    services: Object.fromEntries(chosenIn("services").map((code) => [code, "accepted"])),
    next_on: Number(step) ? iso(due) : null,
    next_what: elements.next_what.value,
  };
}

/* Puts what was kept back into the form, to be corrected. */
export function write(said) {
  fresh();
  const check = (name, value) => {
    const control = form.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
    if (control) control.checked = true;
    return Boolean(control);
  };
  const single = said.lines.length === 1;
  for (const line of said.lines) {
    check("who", line.citizen);
    if (single) {
      form.elements.note.value = line.note;
      check("outcome", line.outcome);
    } else if (document.getElementById(`note_${line.citizen}`)) {
      document.getElementById(`note_${line.citizen}`).value = line.note;
      document.getElementById(`outcome_${line.citizen}`).value = line.outcome;
    }
  }
  if (!said.place || !check("place", said.place)) {
    check("place", "other");
    form.elements.other_place.value = said.place ?? "";
  }
  form.elements.whereabouts.value = said.whereabouts;
  Object.keys(said.services).forEach((code) => check("services", code));
  const at = new Date(said.happened_at);
  check("when", new Date().toDateString() === at.toDateString() ? "earlier" : "yesterday");
  form.elements.clock.value = local(at).replace(".", ":");
  form.elements.next_what.value = said.next_what;
  unfold(true);
  if (said.next_on) check("next_step", String(Math.round((new Date(said.next_on) - new Date(iso(at))) / (24 * HOUR))));
  form.dispatchEvent(new Event("change"));
}

/* One line for the list of what waits. */
export function inWords(said) {
  const at = new Date(said.happened_at);
  const day = at.toLocaleDateString("da-DK", { weekday: "long", day: "numeric", month: "numeric" });
  return { who: said.lines.map((line) => line.called).join(", "), when: `${day} ${local(at)}` };
}
