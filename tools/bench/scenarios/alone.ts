import { dirname } from 'node:path';

import { compact, map, range, zip } from 'lodash';

import manifest from '../../../package.json';
import type { JobResult, LoadJob, NodeFiles } from '../job';
import type { Lab } from '../lab';
import { median, withSpread } from '../report/numbers';
import type { Report } from '../report/report';
import type { Effort } from '../rounds';

import { type Registered, registeredIn } from './registered';

/** How many of n8n's own are taken: enough for a median. */
const SAMPLE = 60;

/** Each node is a process of its own, which loads n8n first; how a round differs from the next is seen in two. */
const MOST_ROUNDS = 2;

type Loaded = NonNullable<JobResult['loaded']>;

interface Alone {
	node: string;
	job: LoadJob & { files: NodeFiles };
}

/** A way of loading, and what it took. */
interface Subject {
	node: string;
	job: LoadJob;
	seen: Loaded[];
}

/** One node of a package with the credentials that it takes. */
function alone(folder: string, { known, described }: Registered, node: string): Alone {
	const credentials = described.nodes
		.filter(({ name }) => name === node)
		.flatMap((each) => each.credentials ?? [])
		.flatMap(({ name }) => known.credentials[name]?.sourcePath ?? []);
	const files = { nodes: [known.nodes[node].sourcePath], credentials: [...new Set(credentials)] };
	return { node, job: { do: 'load', folder, files } };
}

/** Nodes that act at a service, evenly spread over the alphabet. */
function sampleOf({ described }: Registered, size: number): string[] {
	const acting = described.nodes.filter(
		({ group, credentials = [] }) => credentials.length > 0 && !group?.includes('trigger'),
	);
	const names = [...new Set(acting.map(({ name }) => name))].sort();
	return range(size).map((index) => names[Math.floor((index * names.length) / size)]);
}

/** The vendor is the folder above the one of the operation. */
const vendorOf = ({ job }: Alone) => dirname(dirname(job.files.nodes[0]));

/** Each node after the next one, in the order of the package, that is of the same vendor, or of another; left out where there is none. */
function afterOne(nodes: Alone[], of: 'same' | 'other'): Subject[] {
	return nodes.flatMap((one, index) => {
		const following = [...nodes.slice(index + 1), ...nodes.slice(0, index)];
		const before = following.find((node) => (vendorOf(node) === vendorOf(one)) === (of === 'same'));
		return before ? [{ node: one.node, job: { ...one.job, after: before.job.files }, seen: [] }] : [];
	});
}

/** What n8n pays for a node of the pack and for one of its own, with all that it needs: all of the pack together, and each node alone. */
export async function nodeAlone(
	lab: Lab,
	{ rounds, less }: Effort,
	progress: (line: string) => void,
): Promise<Report> {
	const load = async ({ node, job }: Subject) => {
		progress(`loading ${node}`);
		const { result } = await lab.run(job, { latencyMs: 0 });
		if (!result.loaded) throw new Error(`${node} was not loaded`);
		return result.loaded;
	};
	const takenFrom = (folder: string, pick: (registered: Registered) => string[]) => {
		const registered = registeredIn(folder);
		const names = pick(registered).filter((_, index) => index % less === 0);
		return names.map((node) => ({ ...alone(folder, registered, node), seen: [] as Loaded[] }));
	};
	const together: Subject = { node: manifest.name, job: { do: 'load', folder: lab.pack }, seen: [] };
	const ours = takenFrom(lab.pack, ({ known }) => Object.keys(known.nodes));
	const theirs = takenFrom(lab.package('n8n-nodes-base'), (own) => sampleOf(own, SAMPLE));
	const afterOther = afterOne(ours, 'other');
	const afterSame = afterOne(ours, 'same');
	const turns = range(Math.min(rounds, MOST_ROUNDS));
	// By turns, so that what disturbs the machine meets all of them
	const inTurn = compact([together, ...zip<Subject>(ours, afterOther, afterSame, theirs).flat()]);
	for (const each of turns.flatMap(() => inTurn)) each.seen.push(await load(each));

	const measures: Array<{ what: string; key: 'ms' | 'heapMb' }> = [
		{ what: 'time to load, ms', key: 'ms' },
		{ what: 'heap, MB', key: 'heapMb' },
	];
	const row = (name: string, nodes: number, cells: (key: 'ms' | 'heapMb') => number[]) => [
		name,
		String(nodes),
		...measures.map(({ key }) => withSpread(cells(key))),
	];
	const perNode = (key: 'ms' | 'heapMb') => together.seen.map((loaded) => loaded[key] / loaded.nodes);
	const each = (side: Subject[]) => (key: 'ms' | 'heapMb') => side.map(({ seen }) => median(map(seen, key)));
	return {
		key: 'package-node',
		number: 7,
		title: 'A node of the pack, and one of n8n’s own',
		about: `The code of nodes with that of their credentials, in a fresh process by n8n’s own loader, ${turns.length} rounds. All of the pack are loaded together, and what that takes is divided by their number; each of them is also loaded alone, where it bears by itself what all of them share, after one of another vendor, where what is its vendor’s and its own is left, and after one of its own vendor. Of n8n’s own ${theirs.length} that act at a service are loaded, each alone: those that are evenly spread over the alphabet. Shown are the median of the nodes, and the smallest and the largest of them.`,
		columns: ['', 'nodes', ...map(measures, 'what')],
		rows: [
			row('pack, all together, per node', together.seen[0].nodes, perNode),
			row('n8n’s own, alone', theirs.length, each(theirs)),
			row('pack, alone', ours.length, each(ours)),
			row('pack, after a node of another vendor', afterOther.length, each(afterOther)),
			row('pack, after a node of the same vendor', afterSame.length, each(afterSame)),
		],
		gates: measures.map(({ what, key }) => ({
			what: `${what}: all nodes of the pack, per node / median of n8n’s own, alone`,
			values: turns.map((round) => perNode(key)[round] / median(theirs.map(({ seen }) => seen[round][key]))),
			limit: 1,
		})),
		charts: [],
	};
}
