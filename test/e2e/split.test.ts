import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';

import { credentialsOf } from '../../sandbox/credentials';
import { actionContracts, triggerContracts } from '../../testkit/contracts';
import { examples } from '../../testkit/examples';
import { type ExampleFlow, runExamples } from '../../tools/demo/examples';
import { readExample } from '../../tools/demo/workflows';
import { anchorOf } from '../../tools/docs/markdown';
import { startEndurance } from '../../tools/endurance/start';
import { pack } from '../../tools/pack';
import type { Packed } from '../../tools/runtime/packInstall';
import { scan } from '../../tools/scan/scan';
import { unpackedTarball } from '../../tools/scan/unpacked';
import { buildPackage } from '../../tools/split/build';
import { type Room, rooms } from '../../tools/split/room';
import { linkedFiles } from '../../tools/split/texts';
import { examplesOf, workflowOf, writePackage } from '../../tools/split/write';

import { freePorts } from './npmStart';

const silent = () => undefined;
const all = rooms();
const out = mkdtempSync(join(tmpdir(), 'n8n-split-'));
const folderOf = ({ name }: Room) => join(out, name);
const built = new Map<string, Packed>();

beforeAll(() => all.forEach((room) => writePackage(room, folderOf(room))));
afterAll(() => rmSync(out, { recursive: true, force: true }));

async function packedOf(room: Room): Promise<Packed> {
	const packed = built.get(room.name) ?? (await buildPackage(folderOf(room)));
	built.set(room.name, packed);
	return packed;
}

const flowsOf = (room: Room): ExampleFlow[] =>
	examplesOf(room).map((example) => ({ example, workflow: workflowOf(room, example) }));

/** Runs examples in a real n8n that has these packages and no others; what did not come out as it had to. */
async function problemsOf(packs: Packed[], flows: ExampleFlow[]): Promise<string[]> {
	const stops: Array<() => Promise<void>> = [];
	try {
		const session = await startEndurance({
			port: await freePorts(9),
			packs,
			say: silent,
			stopLater: (stop) => stops.push(stop),
		});
		const outcomes = await runExamples(session, flows, silent);
		expect(new Set(outcomes.map(({ example }) => example)).size).toBe(flows.length);
		return outcomes.flatMap(({ example, problems }) => problems.map((problem) => `${example}: ${problem}`));
	} finally {
		for (const stop of stops.reverse()) await stop();
	}
}

describe.each(all)('the package of $title alone', (room) => {
	it('passes its own lint and build, and both legs of the official scanner', async () => {
		const { tarball } = await packedOf(room);
		expect(scan(folderOf(room), 'source')).toEqual({ passed: true });
		expect(scan(unpackedTarball(tarball), 'tarball')).toEqual({ passed: true });
	});

	it('has all of the vendor’s nodes and credentials, and nothing of others', async () => {
		const { nodes, credentials } = await packedOf(room);
		const inRoom = [...actionContracts, ...triggerContracts].filter(({ folder }) =>
			folder.startsWith(`nodes/${room.title}/`),
		);
		const [{ vendor }] = inRoom;
		expect([...nodes].sort()).toEqual(inRoom.map(({ node }) => `${room.name}.${node}`).sort());
		expect([...credentials].sort()).toEqual(
			[...new Set(credentialsOf(vendor).map(({ type }) => type.name))].sort(),
		);
		const folders = readdirSync(join(folderOf(room), 'nodes')).sort();
		expect(folders).toEqual([room.title, 'engine'].sort());
	});

	it('links only to files and headings that it has, or to where the whole pack lives', () => {
		const pages = ['README.md', room.page];
		const broken = pages.flatMap((page) => {
			const markdown = readFileSync(join(folderOf(room), page), 'utf8');
			const missing = linkedFiles(page, markdown).filter((file) => !existsSync(join(folderOf(room), file)));
			const anchors = [...markdown.matchAll(/\]\(([^)\s:#]*)#([^)\s]+)\)/g)].filter(([, path, anchor]) => {
				const target = path === '' ? page : posix.join(posix.dirname(page), path);
				if (!target.endsWith('.md') || missing.includes(target)) return false;
				const headings = readFileSync(join(folderOf(room), target), 'utf8').match(/^#+ .*$/gm) ?? [];
				return !headings.some((heading) => anchorOf(heading.replace(/^#+ /, '')) === anchor);
			});
			return [...missing, ...anchors.map(([link]) => link)];
		});
		expect(broken).toEqual([]);
	});

	it('loads in a real n8n, where its examples leave what they have to', async () => {
		const flows = flowsOf(room);
		expect(flows.length).toBeGreaterThan(0);
		expect(await problemsOf([await packedOf(room)], flows)).toEqual([]);
	});
});

describe('a package for one vendor beside the whole pack', () => {
	it('works, and so does the whole pack', async () => {
		const [room] = all.filter(({ title }) => title === 'Haptik');
		const whole = examples
			.filter(({ name }) => ['haptik-web-form-file', 'genesys-send-file'].includes(name))
			.map((example) => ({ example, workflow: readExample(example.name) }));
		const alone = flowsOf(room)
			.filter(({ example }) => example.name === 'haptik-agent-answers')
			.map(({ example, workflow }) => ({
				example,
				workflow: { ...workflow, name: `${workflow.name}, alone` },
			}));
		expect([whole.length, alone.length]).toEqual([2, 1]);
		expect(await problemsOf([await pack(silent), await packedOf(room)], [...whole, ...alone])).toEqual([]);
		expect(await problemsOf([await packedOf(room), await pack(silent)], [...whole, ...alone])).toEqual([]);
	});
});
