import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

import manifest from '../../../package.json';
import type { JobResult, LoadJob } from '../job';
import type { Lab } from '../lab';
import { median, shown, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import type { Effort } from '../rounds';

/** n8n's own nodes for chats, messengers and help desks: what this pack is one of. */
const SERVICES = [
	'Discord',
	'Freshdesk',
	'HelpScout',
	'Intercom',
	'Line',
	'Matrix',
	'Mattermost',
	'Slack',
	'Telegram',
	'Twilio',
	'WhatsApp',
	'Zammad',
	'Zendesk',
	'Zulip',
];

const KINDS = ['nodes', 'credentials'] as const;
type Kind = (typeof KINDS)[number];

const described = z.array(z.object({ name: z.string() }).passthrough());
const known = z.record(z.object({ sourcePath: z.string(), supportedNodes: z.array(z.string()).optional() }));

interface Subject {
	name: string;
	job: LoadJob;
	/** Of its files, compressed as npm does it. */
	kilobytes: number;
}

/** What a service's nodes would weigh in a package of their own: their files, and what describes them for n8n. */
function packedSize(folder: string, paths: string[], descriptions: string): number {
	const options = [
		'--exclude=*.map',
		'--exclude=*.d.ts',
		'-C',
		folder,
		'-cz',
		...paths,
		'-C',
		descriptions,
		'.',
	];
	return execFileSync('tar', options, { maxBuffer: 100_000_000 }).length / 1000;
}

/** Writes the descriptions of some nodes and credentials, which n8n keeps in two files for all of them, into a folder of their own. */
function writeDescriptions(folder: string, target: string, names: Record<Kind, Set<string>>): string {
	mkdirSync(target, { recursive: true });
	for (const kind of KINDS) {
		const all = described.parse(JSON.parse(readFileSync(join(folder, `dist/types/${kind}.json`), 'utf8')));
		const own = all.filter(({ name }) => names[kind].has(name));
		writeFileSync(join(target, `${kind}.json`), JSON.stringify(own));
	}
	return target;
}

function readKnown(folder: string, kind: Kind) {
	return known.parse(JSON.parse(readFileSync(join(folder, `dist/known/${kind}.json`), 'utf8')));
}

/** The nodes of one official service, with the credentials that only they use. */
function official({ folder: scratch }: Lab, folder: string, service: string): Subject {
	const nodes = Object.entries(readKnown(folder, 'nodes')).filter(([, { sourcePath }]) =>
		sourcePath.startsWith(`dist/nodes/${service}/`),
	);
	const names = new Set(nodes.map(([name]) => name));
	const credentials = Object.entries(readKnown(folder, 'credentials')).filter(
		([, { supportedNodes = [] }]) =>
			supportedNodes.length > 0 && supportedNodes.every((name) => names.has(name)),
	);
	const files = {
		nodes: nodes.map(([, { sourcePath }]) => sourcePath),
		credentials: credentials.map(([, { sourcePath }]) => sourcePath),
	};
	const descriptions = writeDescriptions(folder, join(scratch, 'descriptions', service), {
		nodes: names,
		credentials: new Set(credentials.map(([name]) => name)),
	});
	return {
		name: service,
		job: { do: 'load', folder, files },
		kilobytes: packedSize(folder, [`dist/nodes/${service}`, ...files.credentials], descriptions),
	};
}

/** Size and cost of loading the pack, against n8n's own nodes of the same kind. */
export async function packageCost(
	lab: Lab,
	{ rounds, less }: Effort,
	progress: (line: string) => void,
): Promise<Report> {
	const folder = lab.package('n8n-nodes-base');
	const pack: Subject = {
		name: manifest.name,
		job: { do: 'load', folder: lab.pack },
		kilobytes: statSync(lab.packed.tarball).size / 1000,
	};
	const services = (less === 1 ? SERVICES : SERVICES.slice(0, 3)).map((name) => official(lab, folder, name));
	const loaded = new Map<string, Array<NonNullable<JobResult['loaded']>>>();
	for (let round = 0; round < rounds; round += 1) {
		for (const { name, job } of [pack, ...services]) {
			progress(`round ${round + 1} of ${rounds}: loading ${name}`);
			const { result } = await lab.run(job, { latencyMs: 0 });
			if (!result.loaded) throw new Error(`${name} was not loaded`);
			loaded.set(name, [...(loaded.get(name) ?? []), result.loaded]);
		}
	}
	const of = (name: string) => loaded.get(name) ?? [];
	const measures = {
		'size, packed kB': ({ kilobytes, name }: Subject) => of(name).map(() => kilobytes),
		'time to load, ms': ({ name }: Subject) => of(name).map(({ ms }) => ms),
		'heap, MB': ({ name }: Subject) => of(name).map(({ heapMb }) => heapMb),
	};
	const nodesOf = ({ name }: Subject) => of(name)[0].nodes;
	const ofService = Object.entries(measures).map(([what, pick]) => {
		const medians = (subject: Subject) => median(pick(subject)) / nodesOf(subject);
		return { what, pick, officialMedian: median(services.map(medians)) };
	});
	const row = (subject: Subject) => [
		subject.name,
		String(nodesOf(subject)),
		...ofService.map(({ pick }) => withSpread(pick(subject))),
		...ofService.map(({ pick }) => withSpread(pick(subject).map((value) => value / nodesOf(subject)))),
	];
	return {
		key: 'package',
		number: 7,
		title: 'The package',
		about:
			'Loaded in a fresh process by n8n’s own loader, after what n8n has loaded by itself at that point. n8n’s own nodes are taken service by service, with the credentials that no other service uses; the gates compare the pack with their median, per node. Size is that of the whole tarball against the files and descriptions of n8n’s own.',
		columns: [
			'',
			'nodes',
			...Object.keys(measures),
			...Object.keys(measures).map((what) => `${what}, per node`),
		],
		rows: [
			row(pack),
			[
				'median of n8n’s own',
				'',
				'',
				'',
				'',
				...ofService.map(({ officialMedian }) => shown(officialMedian)),
			],
			...services.map(row),
		],
		gates: ofService.map(({ what, pick, officialMedian }) => ({
			what: `${what}, per node: pack / median of n8n’s own`,
			values: pick(pack).map((value) => value / nodesOf(pack) / officialMedian),
			limit: 1,
		})),
		charts: [
			{
				name: 'package',
				title: 'Time to load, per node',
				unit: 'ms',
				bars: [pack, ...services].map((subject) => ({
					label: subject.name,
					value: median(of(subject.name).map(({ ms }) => ms)) / nodesOf(subject),
					ours: subject === pack,
				})),
			},
		],
	};
}
