import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { INodeExecutionData } from 'n8n-workflow';

import type { Job, JobResult, RunJob, StoreJob } from '../job';
import { makeItems } from './items';
import { load } from './load';
import { startMeter } from './meter';

/** Waits for the bench to say that the server is ready for what is measured. */
async function untilTold(): Promise<void> {
	const told = new Promise((resolve) => process.once('message', resolve));
	process.send?.({ ready: true });
	await told;
}

/** Prepares a way to send items; n8n is loaded only by those who need it. */
async function sender({ work }: RunJob): Promise<(items: INodeExecutionData[]) => Promise<unknown[]>> {
	if (work.type === 'client') {
		const { plainSender } = await import('./plain');
		return plainSender(work);
	}
	const [{ runNode, useDisk }, { loadTypes }] = await Promise.all([import('./engine'), import('./types')]);
	await useDisk();
	const types = loadTypes(process.env.BENCH_PACK ?? '');
	return async (items) => await runNode(types, work, async () => items);
}

function failureOf(output: unknown): string | undefined {
	const { error } = (output as INodeExecutionData).json ?? {};
	return error === undefined ? undefined : JSON.stringify(error).slice(0, 500);
}

async function measure(job: RunJob): Promise<JobResult> {
	const send = await sender(job);
	await send(makeItems(job.warmUp));
	const items = makeItems(job.items);
	await untilTold();
	const meter = startMeter(job.collects);
	const outputs = await send(items);
	const spent = meter.stop();
	const failures = outputs.map(failureOf).filter((failure) => failure !== undefined);
	return { spent: { ...spent, succeeded: outputs.length - failures.length, error: failures[0] } };
}

async function writeRandom({ path, megabytes }: StoreJob): Promise<void> {
	const file = await open(path, 'w');
	if (megabytes < 1) await file.write(randomBytes(Math.max(1000, megabytes * 1_000_000)));
	for (let written = 1; written <= megabytes; written += 1) await file.write(randomBytes(1_000_000));
	await file.close();
}

async function store(job: StoreJob): Promise<JobResult> {
	await writeRandom(job);
	const [{ runNode, useDisk }, { loadTypes }] = await Promise.all([import('./engine'), import('./types')]);
	await useDisk();
	const work = { type: 'node', node: 'idle', parameters: { concurrency: 1 }, credentials: {} } as const;
	let stored: JobResult['stored'];
	await runNode(loadTypes(process.env.BENCH_PACK ?? ''), work, async ({ helpers }) => {
		stored = await helpers.prepareBinaryData(
			createReadStream(job.path),
			basename(job.path),
			'application/octet-stream',
		);
		return [{ json: {} }];
	});
	return { stored };
}

async function carryOut(job: Job): Promise<JobResult> {
	if (job.do === 'store') return await store(job);
	if (job.do === 'load') return { loaded: await load(job) };
	return await measure(job);
}

process.once('message', (job: Job) => {
	carryOut(job).then(
		(result) => process.send?.({ result }),
		(error: Error) => process.send?.({ failure: error.stack }),
	);
});
process.on('disconnect', () => process.exit());
