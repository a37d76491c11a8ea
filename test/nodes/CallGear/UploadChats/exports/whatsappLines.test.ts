import { Part } from '../../../../../nodes/CallGear/UploadChats/exports/part';
import { entriesOf } from '../../../../../nodes/CallGear/UploadChats/exports/whatsappLines';
import { rejectionOf } from '../../../../support/failure';

const entries = async (lines: string[], names: string[] = []) =>
	await entriesOf(new Part(lines.join('\n'), 'Export'), lines, names);
const REMEDY =
	'A message begins with a date and a time such as [03/02/2026, 10:00:05] or 03/02/2026, 10:00 -. Give the text of the file as WhatsApp has exported it.';

const HYPHEN = '13/02/2026, 10:00 - Mira: Hi';
const BRACKETS = '[13/02/2026, 10:00:05] Mira: Hi';

/** What becomes of a line behind a first message: part of it, a message of its own, or a refusal. */
async function fateOf(first: string, line: string): Promise<string> {
	const read = await entries([first, line]).catch((caught: Error) => caught);
	if (!Array.isArray(read)) return 'refused';
	return read.length === 2 ? 'message' : read[0].text === `Hi\n${line}` ? 'text' : 'lost';
}

describe('a line behind a time with a hyphen', () => {
	it.each(['13/02/2026, 10:01 - Mira: Ho', '1/2/2026, 9:01 - Mira: Ho', '14/02/2026, 10:01 – Mira: Ho'])(
		'is a message: %s',
		async (line) => {
			// Another hyphen, and other digits, are the same form where the rest is
			expect(await fateOf(line.includes('–') ? HYPHEN.replace(' -', ' –') : HYPHEN, line)).toBe('message');
		},
	);

	it.each([
		'14/02/2026, 10:00 XX - Mira: Ho',
		'14/02/2026, XX 10:00 - Mira: Ho',
		'14/02/2026 ÖS 10:05 - Mira: Ho',
		'14.02.2026. XX 10.05 – Mira: Ho',
		'2026. 2. 14. XX 10:05 - Mira: Ho',
		'4/2/26، XX 9:05 - Mira: Ho',
		'14/02/2026 abcdefghijk 10:00 - Mira: Ho',
		'14/02/2026, 10:00abcdefghijkl - Mira: Ho',
		'14/02/2026, 25:00 - Mira: Ho',
	])('is refused where it is a time of another form: %s', async (line) => {
		expect(await fateOf(HYPHEN, line)).toBe('refused');
	});

	it.each([
		'on 14/02/2026, XX 10:00 - Mira: Ho',
		'14/02/2026, XX 10:00 Mira: Ho',
		'14/02/2026, abcdefghijklm 10:00 - Mira: Ho',
		'14/02/2026, 10:00abcdefghijklm - Mira: Ho',
		'14/02/2026, X-X 10:00 - Mira: Ho',
		'14/02/2026, 10:00 X-X - Mira: Ho',
		'14/02/20267, XX 10:00 - Mira: Ho',
		'14/021/2026, XX 10:00 - Mira: Ho',
		'12345/02/2026, XX 10:00 - Mira: Ho',
		'14 02 2026, XX 10:00 - Mira: Ho',
		'14/02/2026; XX 10:00 - Mira: Ho',
		'14/02/2026, XX 10-00 - Mira: Ho',
		'14/02/2026, XX 10:0 - Mira: Ho',
		'[14/02/2026, 10:00:05] Mira: Ho',
		'',
	])('is text where it is none: %s', async (line) => {
		expect(await fateOf(HYPHEN, line)).toBe('text');
	});
});

describe('a line behind a time in brackets', () => {
	it('is a message', async () => {
		expect(await fateOf(BRACKETS, '[1/2/2026, 9:01:05] Mira: Ho')).toBe('message');
	});

	it.each([
		'[14/02/2026, XX 10:00] Mira: Ho',
		'[14.02.2026 XX 10:00] Mira: Ho',
		'[2026. 2. 14. XX 10:05] Mira: Ho',
		'[14-2-26 XXXXX] Mira: Ho',
		`[14/02/2026${'x'.repeat(30)}] Mira: Ho`,
		'[14/02/2026, 25:00:05] Mira: Ho',
	])('is refused where it is a time of another form: %s', async (line) => {
		expect(await fateOf(BRACKETS, line)).toBe('refused');
	});

	it.each([
		'see [14/02/2026, XX 10:00] Mira: Ho',
		'[14/02/2026, XX 10:00]Mira: Ho',
		'[14/02/2026]  Mira: Ho',
		'[14/02/26 XX] Mira: Ho',
		`[14/02/2026${'x'.repeat(31)}] Mira: Ho`,
		'[14 02 2026, XX 10:00] Mira: Ho',
		'[14/021/2026, XX 10:00] Mira: Ho',
		'[12345/02/2026, XX 10:00] Mira: Ho',
		'[14/02/26, X] 10:00 Mira: Ho',
		'13/02/2026, 10:00 - Mira: Ho',
	])('is text where it is none: %s', async (line) => {
		expect(await fateOf(BRACKETS, line)).toBe('text');
	});
});

describe('a message', () => {
	const first = async (line: string, names?: string[]) => (await entries([line], names))[0];

	it('has its date, its time, its author and what they said', async () => {
		expect(await first(BRACKETS)).toEqual({
			numbers: ['13', '02', '2026'],
			time: '10:00:05',
			sender: 'Mira',
			text: 'Hi',
			part: new Part(BRACKETS, 'Export > line 1'),
		});
	});

	it.each([
		['13/02/2026, 00:00 - Mira: Hi', '00:00:00'],
		['13/02/2026, 23:59 - Mira: Hi', '23:59:00'],
		['[13/02/2026, 9:59:59] Mira: Hi', '09:59:59'],
		['13/02/2026, 1:05 PM - Mira: Hi', '13:05:00'],
		['13/02/2026, 1:05 am - Mira: Hi', '01:05:00'],
		['13/02/2026, 12:05 mittags - Mira: Hi', '12:05:00'],
		['13/02/2026, 12:05 nachts - Mira: Hi', '00:05:00'],
		['[2026/2/13 午後1:05:06] Mira: Hi', '13:05:06'],
		['[2026/2/13 午前1:05:06] Mira: Hi', '01:05:06'],
		['[2026/2/13 上午1:05:06] Mira: Hi', '01:05:06'],
		['[١٣/٢/٢٠٢٦، ١:٠٥:٠٦ ص] Mira: Hi', '01:05:06'],
		['13.02.2026 kl. 10.05 - Mira: Hi', '10:05:00'],
		['13.02.2026 kl 10.05 - Mira: Hi', '10:05:00'],
		['13.02.2026 um 10:05 - Mira: Hi', '10:05:00'],
		['13/02/2026 às 10:05 - Mira: Hi', '10:05:00'],
		['13/02/2026 alle 10:05 - Mira: Hi', '10:05:00'],
		['13-02-2026 om 10:05 - Mira: Hi', '10:05:00'],
		['13/02/2026 at 10:05 - Mira: Hi', '10:05:00'],
		['13.02.26, 9:05 vorm - Mira: Hi', '09:05:00'],
	])('of %s was at %s', async (line, time) => {
		expect(await first(line)).toMatchObject({ time, sender: 'Mira', text: 'Hi' });
	});

	it.each([
		'13/02/2026, 24:00 - Mira: Hi',
		'13/02/2026, 10:60 - Mira: Hi',
		'[13/02/2026, 10:00:60] Mira: Hi',
		'13/02/2026, 0:05 am - Mira: Hi',
		'13/02/2026, 13:05 pm - Mira: Hi',
	])('has no time like that of %s', async (line) => {
		expect(await rejectionOf(entries([line]))).toMatchObject({
			field: 'Export > line 1',
			message: `"Export > line 1" holds "${line}"`,
			remedy: REMEDY,
		});
	});

	it.each<[string, string | undefined, string]>([
		['Mira: Hi', 'Mira', 'Hi'],
		['Mira:', 'Mira', ''],
		['~\u202fMira: Hi', 'Mira', 'Hi'],
		['~Mira : Hi', 'Mira', 'Hi'],
		['Mira ~ Desk: Hi', 'Mira ~ Desk', 'Hi'],
		['\u200eMira\u200b: \u200e\u200eHi \u200e!', 'Mira', 'Hi \u200e!'],
		['Mira:\u00a0Hi', 'Mira', 'Hi'],
		[`${'x'.repeat(100)}: Hi`, 'x'.repeat(100), 'Hi'],
		[`${'x'.repeat(101)}: Hi`, undefined, `${'x'.repeat(101)}: Hi`],
		['Mira left', undefined, 'Mira left'],
		['see https://x.example: new', undefined, 'see https://x.example: new'],
		['a:b', undefined, 'a:b'],
	])('is by who stands in front of a colon: %j', async (said, sender, text) => {
		const entry = await first(`13/02/2026, 10:00 - ${said}`);
		expect([entry.sender, entry.text]).toStrictEqual([sender, text]);
	});

	it('is by a name with a colon where that is known, in any case', async () => {
		const line = '13/02/2026, 10:00 - ACME: Desk: Hi';
		expect(await first(line, ['Mira', 'Acme: Desk'])).toMatchObject({ sender: 'Acme: Desk', text: 'Hi' });
		expect(await first(line)).toMatchObject({ sender: 'ACME', text: 'Desk: Hi' });
	});
});

describe('the text of an export', () => {
	it('may begin with lines in which nothing stands', async () => {
		const [entry, ...others] = await entries(['', ' \u200e', HYPHEN, '', 'there']);
		expect(entry).toMatchObject({ text: 'Hi\n\nthere', part: { place: 'Export > line 3' } });
		expect(others).toEqual([]);
	});

	it.each([
		[['Hi', HYPHEN], '"Export > line 1" holds "Hi"'],
		[['', ' '], '"Export" holds no message'],
		[[], '"Export" holds no message'],
	])('is refused where it does not begin with a message: %j', async (lines, message) => {
		expect(await rejectionOf(entries(lines))).toMatchObject({ message, remedy: REMEDY });
	});
});
