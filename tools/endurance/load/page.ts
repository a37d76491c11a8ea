import { machine } from '../machine';

import type { Accounts } from './compare';
import { type Drive, percentile } from './drive';

/** What was measured of one flow. */
export interface LoadResult {
	title: string;
	/** The rate that the same flow with a No-Op sustained, and at which ours was driven. */
	noOpRate: number;
	driven: Drive;
	accounts: Accounts;
	/** How busy the machine was just before. */
	load: string;
}

function row({ title, noOpRate, driven, load }: LoadResult): string {
	const share = `${Math.round((100 * driven.rate) / noOpRate)} %`;
	const times = [0.5, 0.99].map((part) => `${percentile(driven, part)} ms`);
	return `| ${[title, noOpRate.toFixed(1), driven.rate.toFixed(1), share, ...times, load].join(' | ')} |`;
}

function account({ title, driven, accounts }: LoadResult): string {
	const { delivered, lost, doubled, early, mixedUp, failed, invented } = accounts;
	const counts = [delivered, lost, doubled, early, mixedUp, failed, invented].map(({ length }) => length);
	return `| ${[title, driven.told.length, ...counts].join(' | ')} |`;
}

/** The page with the results. */
export function loadPage(results: LoadResult[], command: string): string {
	return `# Load through a webhook

Made by \`${command}\`. ${machine()}. n8n, the callers and the vendors' sandbox shared these cores, so the numbers compare
flows with each other; they are not what n8n can do at its best.

Each flow is Webhook → our node → Respond to Webhook. First the same flow with a No-Op in the middle was driven, to find the highest rate at which
every call is answered well, 99 % of them within a second. Then ours was driven at that rate, with at most 200 callers waiting at the same time:
where our flow needs longer than the No-Op, which calls nobody, callers had to wait before they could call, and fewer calls were made.

| flow | No-Op, calls a second | ours, answered a second | share | half within | 99 % within | load before |
|---|---|---|---|---|---|---|
${results.map(row).join('\n')}

"Load before" is the machine's load average of a minute just before our flow was driven; above 2 the machine was busy with our own No-Op runs
and perhaps with other work.

## What became of the events

Every event carries a mark of its own. What each caller was told was compared with what the vendor holds.

| flow | events | delivered | lost | doubled | answered too early | mixed up | failed | invented |
|---|---|---|---|---|---|---|---|---|
${results.map(account).join('\n')}

- **Delivered**: the caller was told so, the vendor holds it once, under the number that the caller was told, and had it before the caller was answered.
- **Lost**: the caller was told so, and the vendor does not hold it. **Doubled**: held more than once.
- **Answered too early**: the caller was answered before the vendor had it.
- **Mixed up**: the caller was told another event's number, or the file is not the one that was sent.
- **Failed**: the caller was told that it failed. **Invented**: held, and nobody sent it.
`;
}
