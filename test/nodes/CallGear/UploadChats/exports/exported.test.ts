import { exportIn, jsonIn } from '../../../../../nodes/CallGear/UploadChats/exports/exported';
import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { properties } from '../../../../../nodes/CallGear/UploadChats/properties';
import { Fields } from '../../../../../nodes/engine/fields';
import { rejectionOf } from '../../../../support/failure';

const exported = async (held: unknown) => await exportIn(Fields.of({ export: held }, properties));
const json = async (text: unknown) => (await jsonIn(new Part(text, 'Export'))).value;

describe('an export', () => {
	it.each<[unknown, string, unknown]>([
		['text', 'Export', 'text'],
		[{ a: 1 }, 'Export', { a: 1 }],
		[[{ a: 1 }], 'Export', [{ a: 1 }]],
		[{ data: { a: 1 } }, 'Export > data', { a: 1 }],
		[{ body: 'text' }, 'Export > body', 'text'],
		[{ headers: {}, params: {}, query: {}, body: { a: 1 }, webhookUrl: '' }, 'Export > body', { a: 1 }],
		// What the export itself holds under these names stays
		[{ data: 1, id: 2 }, 'Export', { data: 1, id: 2 }],
		[{ query: 1 }, 'Export', { query: 1 }],
		[{ body: 1, headers: 2, query: 3 }, 'Export', { body: 1, headers: 2, query: 3 }],
		[{ body: 1, params: 2, query: 3 }, 'Export', { body: 1, params: 2, query: 3 }],
		[{ body: 1, headers: 2, params: 3 }, 'Export', { body: 1, headers: 2, params: 3 }],
		[{ headers: 1, params: 2, query: 3 }, 'Export', { headers: 1, params: 2, query: 3 }],
	])('that comes as %j is what stands at %s', async (held, place, value) => {
		expect(await exported(held)).toEqual(new Part(value, place));
	});

	it.each(['', ' ', null])('that is %j is asked for', async (held) => {
		expect(await rejectionOf(exported(held))).toMatchObject({
			field: 'Export',
			message: '"Export" is empty',
			remedy: 'Give what the other tool has exported, e.g. by dragging it here from the node that reads it.',
		});
	});
});

describe('the text of an export', () => {
	it('is read as JSON, without a mark at its beginning', async () => {
		expect(await json('\ufeff{"a":"\ufeffb"}')).toEqual({ a: '\ufeffb' });
		expect(await json({ a: 1 })).toEqual({ a: 1 });
	});

	it.each([
		[String.raw`"\x0B"`, '\u000b'],
		[String.raw`"a\x0Bb\x1fc"`, 'a\u000bb\u001fc'],
		[String.raw`"\x0b\x0B\x0B"`, '\u000b\u000b\u000b'],
		[String.raw`"\\x0B"`, String.raw`\x0B`],
		[String.raw`"\\\x0B"`, '\\\u000b'],
		[String.raw`"\\\\x0B\x0B"`, '\\\\x0B\u000b'],
		[String.raw`"\n\"\x0B"`, '\n"\u000b'],
		[String.raw`"\u0041\x0B"`, 'A\u000b'],
	])('may hold what Telegram writes and JSON does not know: %s', async (text, value) => {
		expect(await json(text)).toBe(value);
	});

	it.each(['{"a":', String.raw`"\x0G"`, String.raw`"\x"`, 'Hi', '{}}'])(
		'is refused where it is none: %s',
		async (text) => {
			expect(await rejectionOf(json(text))).toMatchObject({
				field: 'Export',
				message: expect.stringMatching(/^"Export" is not valid JSON \(.+\)$/) as string,
				remedy: 'Give the export whole: a file that was cut off, or read in parts, cannot be used.',
			});
		},
	);
});
