// Keeps the parts of a page up to date without loading it anew: what is selected, open or scrolled stays as it is.
const EVERY_MS = 1500;
const DONE_MS = 1500;

const parts = (root) =>
	new Map([...root.querySelectorAll('[data-part]')].map((part) => [part.dataset.part, part]));
const shown = new Map([...parts(document)].map(([name, part]) => [name, part.innerHTML]));

/** Somebody is reading, copying or typing here: what is new waits. */
function isInUse(part) {
	if (part.contains(document.activeElement) && document.activeElement.matches('input, select')) return true;
	const selection = document.getSelection();
	return selection !== null && !selection.isCollapsed && selection.containsNode(part, true);
}

/** Puts new content into a part; what was open in it stays open. */
function show(part, html) {
	const open = [...part.querySelectorAll('details[open]')].map(({ id }) => id);
	part.innerHTML = html;
	for (const id of open) part.querySelector(`details[id="${id}"]`)?.setAttribute('open', '');
}

async function refresh() {
	const answer = await fetch(location.href, { cache: 'no-store' });
	const fresh = parts(new DOMParser().parseFromString(await answer.text(), 'text/html'));
	for (const [name, part] of parts(document)) {
		const html = fresh.get(name)?.innerHTML;
		if (html === undefined || html === shown.get(name) || isInUse(part)) continue;
		shown.set(name, html);
		show(part, html);
	}
}

/** Where the page may not use the clipboard, the value is selected, ready to be copied. */
async function copy(button) {
	try {
		await navigator.clipboard.writeText(button.dataset.copy);
		say(button, 'Copied');
	} catch {
		document.getSelection().selectAllChildren(button.previousElementSibling);
		say(button, 'Selected');
	}
}

function say(button, word) {
	const before = button.textContent;
	button.textContent = word;
	button.disabled = true;
	setTimeout(() => {
		button.textContent = before;
		button.disabled = false;
	}, DONE_MS);
}

/** What cannot be taken back is asked for twice. */
function isSure(button) {
	const { sure } = button.dataset;
	if (!sure || button.textContent === sure) return true;
	const before = button.textContent;
	button.textContent = sure;
	setTimeout(() => (button.textContent = before), 2 * DONE_MS);
	return false;
}

async function press(button) {
	if (button.dataset.copy !== undefined) return await copy(button);
	if (!isSure(button)) return;
	const { post, body } = button.dataset;
	const headers = { 'content-type': 'application/json' };
	if (post) await fetch(post, { method: 'POST', headers, body });
	else await fetch(button.dataset.delete, { method: 'DELETE' });
	await refresh();
}

document.addEventListener('click', (event) => {
	const button = event.target.closest('button[type=button]');
	if (button) void press(button);
});

// The sandbox may be stopped and started again: the page waits for it
setInterval(() => void refresh().catch(() => undefined), EVERY_MS);
