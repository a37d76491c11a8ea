import type { Fault, FaultBoard } from '../faults';
import { counted, escape } from './html';

/** What a click makes go wrong, in words for everybody. */
export const FAULT_BUTTONS: Array<{ title: string; what: string; fault: Fault }> = [
	{
		title: 'Too busy',
		what: 'The next request is asked to come back in two seconds.',
		fault: { kind: 'status', status: 429, headers: { 'retry-after': '2' }, body: '' },
	},
	{
		title: 'Breaks down',
		what: 'The next request is answered with an error of the server.',
		fault: { kind: 'status', status: 500, body: '' },
	},
	{
		title: 'Line cut before',
		what: 'The connection breaks before anything is done.',
		fault: { kind: 'resetBefore' },
	},
	{
		title: 'Line cut after',
		what: 'The next request is carried out, and the connection breaks before the answer: nobody knows.',
		fault: { kind: 'resetAfter' },
	},
	{
		title: 'A web page answers',
		what: 'The next answer is a page of a proxy, as after a wrong address.',
		fault: { kind: 'html', processed: false },
	},
	{
		title: 'Slow',
		what: 'The next answer takes eight seconds.',
		fault: { kind: 'delay', ms: 8000 },
	},
];

/** Buttons that make the next request go wrong, and what waits to strike. */
export function faultsPart(faults: FaultBoard): string {
	const buttons = FAULT_BUTTONS.map(
		({ title, what, fault }) =>
			`<button type="button" class="card" data-post="faults" data-body="${escape(JSON.stringify({ fault }))}"><b>${escape(title)}</b><span>${escape(what)}</span></button>`,
	).join('');
	const waiting = faults.waiting();
	const state =
		waiting.length === 0
			? ''
			: `<p class="waiting">${counted(waiting.length, 'fault')} waiting to strike: ${waiting.map(nameOf).join(', ')}
<button type="button" data-delete="faults">Take back</button></p>`;
	return `${state}<div class="cards">${buttons}</div>`;
}

function nameOf({ fault }: { fault: Fault }): string {
	const same = FAULT_BUTTONS.find((button) => JSON.stringify(button.fault) === JSON.stringify(fault));
	return escape(same?.title ?? fault.kind);
}
