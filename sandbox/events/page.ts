import { documentOf, escape, live, table } from '../page/html';
import { type Attempt, type Delivery, FLAWS, type Outbox } from './outbox';
import { shownTime } from '../view';
import { isStream } from './vendorEvents';

const SHOWN = 50;

const WORDS: Record<(typeof FLAWS)[number], string> = {
	unsigned: 'without a signature',
	wrongSecret: 'signed with another secret',
	cutSignature: 'with a signature that is cut short',
	changedBody: 'changed after it was signed',
	notJson: 'cut short, then signed',
	packed: 'packed as gzip',
};

/** The form that sends an event, and what became of those before. */
export function eventsPage(title: string, outbox: Outbox, problem?: string): string {
	const { kinds, hooks, about } = outbox.events;
	const options = Object.entries(kinds).map(
		([name, kind]) => `<option value="${escape(name)}">${escape(kind.title)}</option>`,
	);
	const flaws = FLAWS.map((flaw) => `<option value="${flaw}">${escape(WORDS[flaw])}</option>`);
	return documentOf(
		`${title}: send an event`,
		'../',
		`<nav><a href="../">${escape(title)}</a><a href="deliveries">As JSON</a></nav>
<header class="top"><div><h1>Send an event</h1>
<p class="note">What ${escape(title)} sends to your flow when its bot, an agent or a customer does something.</p></div></header>
${problem === undefined ? '' : `<p class="bad">${escape(problem)}</p>`}
<section><h2>Where to</h2>${live(
			'addresses',
			Object.entries(hooks)
				.map(([name, hook]) =>
					isStream(hook)
						? `<p>${escape(hook.title)}: whoever listens.</p>`
						: addressForm(outbox, name, hook.title),
				)
				.join('') + callersPart(outbox),
		)}</section>
<section><h2>What</h2>
<form method="post" action="/_sandbox/events">
<label>What happens <select name="kind">${options.join('')}</select></label>
<label>Text <input name="text" value="Hello"></label>
<label>${escape(about.label)} <input name="about" value="${escape(about.value)}"></label>
<label>Arrives <select name="flaw"><option value="">as it should</option>${flaws.join('')}</select></label>
<label>Times <input name="times" value="1"></label>
<label>Address, instead of the registered one <input name="url"></label>
<button>Send</button>
</form></section>
<section><h2>Sent</h2>
<form method="post" action="/_sandbox/events/advance"><label>Tries come at their time, or at once when the vendor’s clock moves on by so many seconds
<input name="seconds" value="5"></label><button>Move on</button></form>
${live(
	'sent',
	table(
		['#', 'Event', 'State', 'Tries'],
		outbox
			.deliveries()
			.slice(0, SHOWN)
			.map((one) => deliveryRow(one, kinds[one.kind].title)),
	),
)}</section>`,
	);
}

function addressForm(outbox: Outbox, name: string, title: string): string {
	const { url, off } = outbox.entered(name);
	return `<form method="post" action="/_sandbox/events/address"><label>${escape(title)}
<input name="url" value="${escape(url)}" placeholder="the address that your trigger in n8n shows"></label>
<input type="hidden" name="hook" value="${escape(name)}"><button>Save</button>${off ? ` ${SWITCHED_OFF}` : ''}</form>`;
}

const SWITCHED_OFF = '<span class="bad">switched off after too many failures</span>';

/** The addresses that nodes have entered by themselves. */
function callersPart({ events }: Outbox): string {
	const all = new Set(Object.keys(events.kinds).flatMap((kind) => events.addresses?.(kind) ?? []));
	const rows = [...all].map(({ url, off }) => [`<code>${escape(url)}</code>`, off ? SWITCHED_OFF : 'on']);
	return rows.length === 0 ? '' : table(['Entered by a call', 'State'], rows);
}

function deliveryRow({ id, url, headers, body, state, attempts, nextAt }: Delivery, title: string): string[] {
	const mood = state === 'delivered' ? 'good' : state === 'dropped' ? 'bad' : 'note';
	return [
		String(id),
		`${escape(title)}<br>${url && `<code>POST ${escape(url)}</code>`}<pre>${escape(JSON.stringify(headers, null, 1))}</pre><pre>${escape(body)}</pre>`,
		`<span class="${mood}">${state}</span>${nextAt ? `<br>next try ${shownTime(nextAt)}` : ''}
<form method="post" action="/_sandbox/events/again"><input type="hidden" name="id" value="${id}"><button>Send again</button></form>`,
		attempts.map(attemptCell).join(''),
	];
}

function attemptCell({ at, answer, problem, ms }: Attempt): string {
	const told = answer ? `<b>${answer.status}</b><pre>${escape(answer.body)}</pre>` : '';
	const why = problem === undefined ? '' : `<span class="bad">${escape(problem)}</span>`;
	return `<p><span class="note">${shownTime(at)}, ${ms} ms</span> ${told}${why}</p>`;
}
