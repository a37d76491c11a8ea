import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import manifest from '../../../package.json';
import type { JobResult, LoadJob } from '../job';
import type { Lab } from '../lab';
import { median, shown, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import type { Effort } from '../rounds';

import { type Kind, KINDS, type Registered, registeredIn } from './registered';

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

type Loaded = NonNullable<JobResult['loaded']>;

interface Subject {
	name: string;
	job: LoadJob;
	/** Of its files, compressed as npm does it; for what is also there under another name, it stands there. */
	kilobytes?: number;
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
function writeDescriptions(
	{ described }: Registered,
	target: string,
	names: Record<Kind, Set<string>>,
): string {
	mkdirSync(target, { recursive: true });
	for (const kind of KINDS) {
		const own = described[kind].filter(({ name }) => names[kind].has(name));
		writeFileSync(join(target, `${kind}.json`), JSON.stringify(own));
	}
	return target;
}

/** The nodes of one official service, with the credentials that only they use. */
function official(
	{ folder: scratch }: Lab,
	folder: string,
	registered: Registered,
	service: string,
): Subject {
	const { known } = registered;
	const nodes = Object.entries(known.nodes).filter(([, { sourcePath }]) =>
		sourcePath.startsWith(`dist/nodes/${service}/`),
	);
	const names = new Set(nodes.map(([name]) => name));
	const credentials = Object.entries(known.credentials).filter(
		([, { supportedNodes = [] }]) =>
			supportedNodes.length > 0 && supportedNodes.every((name) => names.has(name)),
	);
	const files = {
		nodes: nodes.map(([, { sourcePath }]) => sourcePath),
		credentials: credentials.map(([, { sourcePath }]) => sourcePath),
	};
	const descriptions = writeDescriptions(registered, join(scratch, 'descriptions', service), {
		nodes: names,
		credentials: new Set(credentials.map(([name]) => name)),
	});
	return {
		name: service,
		job: { do: 'load', folder, files },
		kilobytes: packedSize(folder, [`dist/nodes/${service}`, ...files.credentials], descriptions),
	};
}

/** Size and cost of loading the pack, against n8n's own nodes: of the same kind, and all of them. */
export async function packageCost(
	lab: Lab,
	{ rounds, less }: Effort,
	progress: (line: string) => void,
): Promise<Report> {
	const folder = lab.package('n8n-nodes-base');
	const registered = registeredIn(folder);
	const pack: Subject = {
		name: manifest.name,
		job: { do: 'load', folder: lab.pack },
		kilobytes: statSync(lab.packed.tarball).size / 1000,
	};
	const base: Subject = { name: 'n8n-nodes-base', job: { do: 'load', folder } };
	const asDescribed = ({ name, job }: Subject): Subject => ({
		name: `${name}, descriptions`,
		job: { ...job, described: true },
	});
	const [packDescribed, baseDescribed] = [pack, base].map(asDescribed);
	const services = (less === 1 ? SERVICES : SERVICES.slice(0, 3)).map((name) =>
		official(lab, folder, registered, name),
	);
	const loaded = new Map<string, Loaded[]>();
	for (let round = 0; round < rounds; round += 1) {
		for (const { name, job } of [pack, packDescribed, base, baseDescribed, ...services]) {
			progress(`round ${round + 1} of ${rounds}: loading ${name}`);
			const { result } = await lab.run(job, { latencyMs: 0 });
			if (!result.loaded) throw new Error(`${name} was not loaded`);
			loaded.set(name, [...(loaded.get(name) ?? []), result.loaded]);
		}
	}
	const of = ({ name }: Subject) => loaded.get(name) ?? [];
	const nodesOf = (subject: Subject) => of(subject)[0].nodes;
	const measures: Array<{ what: string; pick(subject: Subject): number[] }> = [
		{
			what: 'size, packed kB',
			pick: (subject) => of(subject).flatMap(() => subject.kilobytes ?? []),
		},
		{ what: 'time to load, ms', pick: (subject) => of(subject).map(({ ms }) => ms) },
		{ what: 'heap, MB', pick: (subject) => of(subject).map(({ heapMb }) => heapMb) },
	];
	const perNode = (subject: Subject, values: number[]) => values.map((value) => value / nodesOf(subject));
	const ofService = measures.map(({ what, pick }) => ({
		what,
		pick,
		officialMedian: median(services.map((service) => median(perNode(service, pick(service))))),
	}));
	const cell = (values: number[]) => (values.length === 0 ? '' : withSpread(values));
	const row = (subject: Subject) => [
		subject.name,
		String(nodesOf(subject)),
		...measures.map(({ pick }) => cell(pick(subject))),
		...measures.map(({ pick }) => cell(perNode(subject, pick(subject)))),
	];
	return {
		key: 'package',
		number: 7,
		title: 'The package',
		about:
			'Loaded in a fresh process by n8n’s own loaders, after what n8n has loaded by itself at that point: the code of all nodes and credentials, and, as n8n does at its start, what describes them. n8n’s own nodes are taken service by service, with the credentials that no other service uses, and all together; each version of a node counts as one. The gates compare the pack, per node: with the median of the services, and what describes it with what describes all of n8n’s own. Size is that of the whole tarball against the files and descriptions of n8n’s own.',
		columns: [
			'',
			'nodes',
			...measures.map(({ what }) => what),
			...measures.map(({ what }) => `${what}, per node`),
		],
		rows: [
			row(pack),
			[
				'median of n8n’s own services',
				'',
				'',
				'',
				'',
				...ofService.map(({ officialMedian }) => shown(officialMedian)),
			],
			row(base),
			row(packDescribed),
			row(baseDescribed),
			...services.map(row),
		],
		gates: [
			...ofService.map(({ what, pick, officialMedian }) => ({
				what: `${what}, per node: pack / median of n8n’s own services`,
				values: perNode(pack, pick(pack)).map((value) => value / officialMedian),
				limit: 1,
			})),
			...measures.slice(1).map(({ what, pick }) => ({
				what: `descriptions, ${what}, per node: pack / n8n-nodes-base`,
				values: perNode(packDescribed, pick(packDescribed)).map(
					(value, round) => value / perNode(baseDescribed, pick(baseDescribed))[round],
				),
				limit: 1,
			})),
		],
		charts: [
			{
				name: 'package',
				title: 'Time to load, per node',
				unit: 'ms',
				bars: [pack, ...services].map((subject) => ({
					label: subject.name,
					value: median(of(subject).map(({ ms }) => ms)) / nodesOf(subject),
					ours: subject === pack,
				})),
			},
		],
	};
}
