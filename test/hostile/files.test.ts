import { createHash } from 'node:crypto';
import { parse } from 'node:path';
import { gzipSync } from 'node:zlib';

import { type Sandbox, startSandbox } from '../../sandbox';
import type { FilePart } from '../../sandbox/store';
import { contracts, type Entry, titleOf } from '../../testkit/contracts';
import { inPartHeader } from '../../testkit/fates';
import type { TestFile, TestItem } from '../../testkit/n8n';
import { hostileTexts } from './corpus';
import { patiently } from './hostile';
import { isClear } from './judge';

interface HostileFile {
	title: string;
	change: (good: Required<TestFile>) => Partial<TestFile>;
}

const withBytes = (title: string, bytes: Buffer): HostileFile => ({ title, change: () => ({ bytes }) });
const withType = (mimeType: string): HostileFile => ({
	title: `the type ${mimeType.slice(0, 40)}`,
	change: () => ({ mimeType }),
});
const withName = (title: string, name: (good: string) => string): HostileFile => ({
	title,
	change: ({ fileName }) => ({ fileName: name(fileName) }),
});

const names = [
	...hostileTexts.map(({ title, value }) => withName(title, (good) => `${String(value)}${parse(good).ext}`)),
	...hostileTexts.map(({ title, value }) => withName(`${title}, without an ending`, () => String(value))),
	withName('no name', () => ''),
	withName('a name of 255 bytes', (good) => 'x'.repeat(255 - parse(good).ext.length) + parse(good).ext),
	withName('a name of 256 bytes', (good) => 'é'.repeat(126) + parse(good).ext),
	withName('two endings', (good) => `${good}.exe`),
	withName('only an ending', (good) => parse(good).ext),
	withName('a dot at the end', (good) => `${good}.`),
	withName('a space at the end', (good) => `${good} `),
	withName('a device of Windows', (good) => `CON${parse(good).ext}`),
	withName('a stream of Windows', (good) => `${good}::$DATA`),
	withName('an option', (good) => `-rf ${good}`),
	withName('a header’s parameter', (good) => `${good}"; filename*=UTF-8''evil.exe; x="`),
	withName('accents put together', (good) => `u\u0308${good}`),
];

/** Those that say nothing of a file, whose name then says it. */
const silentTypes = [
	'',
	'application/octet-stream',
	'Binary/Octet-Stream; charset=binary',
	'*/*',
	'nonsense',
];

const types = [
	...silentTypes,
	'text/html',
	'image/svg+xml',
	'IMAGE/PNG',
	'image/png; name="../../x"',
	'image/png\r\nX-Evil: 1',
	'image/png\r\n\r\nbody',
	'image/пнг',
	`image/${'x'.repeat(5_000)}`,
].map(withType);

const contents = [
	withBytes('not a single byte', Buffer.alloc(0)),
	withBytes('one byte', Buffer.from([0])),
	withBytes('a bomb: ten kilobytes that unpack to ten megabytes', gzipSync(Buffer.alloc(10_000_000))),
	withBytes('what looks like the end of the form', Buffer.from('\r\n--boundary--\r\n\r\n--\r\n')),
	withBytes('a picture that is a page', Buffer.from('GIF89a/*<script>alert(1)</script>*/')),
	withBytes('a program', Buffer.from('MZ\u0090\u0000\u0003')),
	withBytes('text that is no UTF-8', Buffer.from('ff80fe00c328', 'hex')),
	withBytes('six megabytes', Buffer.alloc(6_000_000, 'six')),
	withBytes('eleven megabytes', Buffer.alloc(11_000_000, 'eleven')),
];

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

const contractOf = ({ vendor, contract }: Entry) => contract(() => sandbox.vendors[vendor]);

describe.each(contracts.map((entry) => ({ entry, title: titleOf(entry) })))(
	'the file of $title',
	({ entry }) => {
		it('is refused in clear words, or arrives byte by byte under its name', async () => {
			const problems: string[] = [];
			// A node that sends no file has nothing to get wrong here
			for (const [field, good] of Object.entries(contractOf(entry).item(0).files ?? {})) {
				const usual = { fileName: 'file.txt', mimeType: 'text/plain', ...good };
				for (const { title, change } of [...names, ...types, ...contents]) {
					const file = { ...usual, ...change(usual) };
					problems.push(...(await problemsOf(field, file, usual)).map((problem) => `${title}: ${problem}`));
				}
			}
			expect(problems).toEqual([]);
		}, 120_000);

		async function problemsOf(
			field: string,
			file: Required<TestFile>,
			good: Required<TestFile>,
		): Promise<string[]> {
			const contract = contractOf(entry);
			const { node, parameters } = contract;
			sandbox.reset();
			contract.prepare?.(1);
			const items: TestItem[] = [{ ...contract.item(0), files: { [field]: file } }];
			const options = { ...(parameters.options as object), maxTries: 1 };
			const result = await patiently(() => ({
				node,
				items,
				credentials: contract.credentials(),
				parameters: { ...parameters, options },
				onError: 'continueErrorOutput',
			}));
			if (result.error) return [`the run ended: ${result.error.message}`];
			const received = sandbox.vendors[entry.vendor].store.requests().flatMap(({ files }) => files);
			if (result.main.length === 1) return problemsOfArrival(file, received, good);
			const { message, description, delivery } = result.failed[0].json.error as Record<string, string>;
			const words = `${message} ${description}`;
			return [
				...(isClear(words, file.fileName) ? [] : [`unclear: ${words}`]),
				...(delivery === 'notSent' && !words.includes(file.fileName.slice(0, 20)) && !/^"[^"]+" /.test(words)
					? [`names neither field nor file: ${words}`]
					: []),
				...(delivery === 'notSent' && received.length > 0 ? ['refused, and sent all the same'] : []),
				...(delivery === 'uncertain' ? [`left in doubt: ${words}`] : []),
			];
		}
	},
);

/**
 * n8n itself keeps what stands before the last slash apart from a file's name, and spaces around a name are no part of it.
 *
 * @param good the file as it was before something of it was changed
 */
function problemsOfArrival(
	{ fileName, mimeType, bytes }: Required<TestFile>,
	received: FilePart[],
	good: TestFile,
): string[] {
	const name = inPartHeader(parse(fileName).base.trim());
	const [file, ...more] = received;
	return [
		...(more.length === 0 ? [] : ['arrived more than once']),
		...(file.sha256 === sha256(bytes) ? [] : ['arrived with other bytes']),
		// A name without an ending may get that of its type
		...(file.fileName?.startsWith(name)
			? []
			: [`arrived as ${file.fileName ?? 'nothing'} instead of ${name}`]),
		...(!silentTypes.includes(mimeType) || file.contentType === good.mimeType
			? []
			: [`arrived as ${file.contentType}, though its name says more`]),
	];
}
