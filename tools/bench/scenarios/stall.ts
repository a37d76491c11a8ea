import type { Behaviour, NodeWork } from '../job';
import type { Lab } from '../lab';
import { percent, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import { type Case, type Effort, measure, type Measured, of, wall } from '../rounds';
import { messageByLoop, messageNode } from '../works';

const CONCURRENCY = 4;
const ONE = 'SuperOffice Add Chat Message, one chat session';
const OWN = 'SuperOffice Add Chat Message, a session for each';
const LOOP = 'n8n’s helper alone, a session for each';

const stall = ({ spent }: Measured) => spent.map(({ stallMs }) => stallMs);

/** How long nothing else in the process has its turn while a node works on very many items. */
export async function longestStall(
	lab: Lab,
	effort: Effort,
	progress: (line: string) => void,
): Promise<Report> {
	const count = Math.ceil(60_000 / effort.less);
	const url = lab.urls.http;
	const behaviour: Behaviour = { latencyMs: 0 };
	const caseOf = (name: string, kind: 'conversation' | 'messages', work: NodeWork): Case => {
		const job = { do: 'run', items: { kind, count }, warmUp: { kind, count: 1000 }, work } as const;
		return { name, behaviour, job };
	};
	const node = messageNode(url, { concurrency: CONCURRENCY });
	const measured = await measure(
		lab,
		[
			caseOf(ONE, 'conversation', node),
			caseOf(OWN, 'messages', node),
			caseOf(LOOP, 'messages', messageByLoop(url, 'loop', CONCURRENCY)),
		],
		effort,
		progress,
	);
	return {
		key: 'stall',
		number: 9,
		title: `${count.toLocaleString('en')} messages, ${CONCURRENCY} at once: how long everything else waits`,
		about:
			'A server that answers at once. The stall is the longest time in which nothing else in the process had its turn, from the first item to the last one that the node gives; the helper alone looks at nothing that comes back.',
		columns: ['', 'longest stall, ms', 'ms per item', 'delivered'],
		rows: [...measured.values()].map((one) => [
			one.name,
			withSpread(stall(one)),
			withSpread(one.spent.map((spent) => wall(spent) / count)),
			percent(one.spent.map(({ succeeded }) => succeeded / count)),
		]),
		gates: [ONE, OWN].map((name) => ({
			what: `${name}: longest stall, ms`,
			values: stall(of(measured, name)),
			limit: 200,
		})),
		charts: [],
	};
}
