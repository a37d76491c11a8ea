import { createHash } from 'node:crypto';

import { range } from 'lodash';
import { z } from 'zod';

import type { Report } from '../../../testkit/faults';
import type { TestItem } from '../../../testkit/n8n';
import type { N8nRest } from '../../runtime/rest';
import { callChain } from '../chain';
import type { Joined } from '../join';

import type { Line } from './plan';

/** A line of the plan, joined to a running n8n. */
export interface Running {
	line: Line;
	joined: Joined;
	/** The index of its first item: lines of one vendor share its store. */
	first: number;
}

/** What n8n said of the items of a line, by their index. */
export interface Said {
	reports: Map<number, Report>;
	/** Executions that ended in another way than with one answer for each item. */
	broken: string[];
}

const answerShape = z.array(
	z.object({ error: z.object({ delivery: z.enum(['notSent', 'refused', 'uncertain']) }).optional() }),
);

function reportOf({ error }: z.output<typeof answerShape>[number]): Report {
	if (!error) return 'delivered';
	return error.delivery === 'uncertain' ? 'uncertain' : 'not delivered';
}

function enlarged({ json, files }: TestItem, fileBytes: number): TestItem {
	const larger = Object.entries(files ?? {}).map(([name, file]) => [
		name,
		// The item's number makes each file another one
		{
			...file,
			bytes: Buffer.concat([file.bytes, Buffer.from(JSON.stringify(json)), Buffer.alloc(fileBytes)]),
		},
	]);
	return { json, files: Object.fromEntries(larger) as TestItem['files'] };
}

/** Who wants to know what is going on. */
export interface Watchers {
	/** An execution has ended. */
	done(items: number): void;
	/** A file goes out. */
	sending(sha256: string): void;
}

/** Sends all items of a line through n8n, execution after execution. */
export async function runLine(n8n: N8nRest, { line, joined, first }: Running, { done, sending }: Watchers) {
	const said: Said = { reports: new Map(), broken: [] };
	const { count, together, fileBytes } = line;
	for (let start = first; start < first + count; start += together) {
		const indexes = range(start, Math.min(start + together, first + count));
		const items = indexes.map((index) => {
			const item = joined.contract.item(index);
			return fileBytes === undefined ? item : enlarged(item, fileBytes);
		});
		for (const { bytes } of items.flatMap(({ files = {} }) => Object.values(files))) {
			sending(createHash('sha256').update(bytes).digest('hex'));
		}
		const { status, body } = await callChain(n8n, joined.slug, items);
		const answers = answerShape.safeParse(body).data;
		if (answers?.length === indexes.length) {
			indexes.forEach((index, position) => said.reports.set(index, reportOf(answers[position])));
		} else {
			said.broken.push(`${joined.title}: ${status} ${JSON.stringify(body).slice(0, 300)}`);
		}
		done(indexes.length);
	}
	return said;
}
