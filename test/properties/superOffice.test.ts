import fc from 'fast-check';
import { DateTime } from 'luxon';

import { Failure } from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';
import { tenantOf } from '../../nodes/SuperOffice/account';
import { readTenantApi } from '../../nodes/SuperOffice/tenant';
import { readChatMessage } from '../../nodes/SuperOffice/AddChatMessage/body';
import { properties } from '../../nodes/SuperOffice/AddChatMessage/properties';
import { type Sandbox, startSandbox } from '../../sandbox';
import { departures } from '../../testkit/superOffice/conformity';
import { attempt, Comparison } from './agreement';
import { anyText, holds } from './check';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ vendors: ['superOffice'] });
});
afterEach(() => {
	const exchanges = sandbox.vendors.superOffice.store.requests();
	const taken = exchanges.filter(({ answer }) => answer.status === 200);
	expect(taken.flatMap((exchange) => departures(exchange))).toEqual([]);
	expect(exchanges.flatMap((exchange) => departures(exchange, 'answer'))).toEqual([]);
	sandbox.reset();
});
afterAll(async () => await sandbox.stop());

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const long = fc.oneof(
	{ weight: 8, arbitrary: anyText({ maxLength: 30 }) },
	{
		weight: 1,
		arbitrary: fc.constantFrom('x'.repeat(255), 'x'.repeat(256), 'é'.repeat(255), '👋'.repeat(128)),
	},
);

interface Input {
	chatSessionId: number;
	text?: string;
	messageType: string;
	additionalFields: {
		author?: string;
		specialType?: string;
		specialParam?: string;
		whenPosted?: DateTime;
		readByCustomer?: boolean;
	};
}

const input: fc.Arbitrary<Input> = fc.record({
	chatSessionId: fc.constant(5177),
	text: optional(fc.oneof(anyText(), fc.constantFrom('', '  ', 'x'.repeat(5_000)))),
	messageType: fc.constantFrom('ToCustomer', 'ToUser', 'Special'),
	additionalFields: fc.record({
		author: optional(long),
		specialType: optional(fc.constantFrom('None', 'Options', 'NewSession', 'BotMessage')),
		specialParam: optional(
			fc.oneof(
				long,
				fc.constantFrom('[]', '["a","b"]', '["\\ud83d"]', '["\\ud83d\\ude00"]', '["a",1]', '{}', '['),
			),
		),
		whenPosted: optional(
			fc
				.date({ min: new Date(0), noInvalidDate: true, max: new Date('9998-12-31') })
				.map((date) => DateTime.fromJSDate(date)),
		),
		readByCustomer: optional(fc.boolean()),
	}),
});

const build = (values: object) => readChatMessage(Fields.of({ ...values }, properties), 'utc');

async function refusal(body: unknown): Promise<string | undefined> {
	const { url, keys } = sandbox.vendors.superOffice;
	const answer = await fetch(`${url}/SuperOffice/api/v1/ChatSession/5177/Messages`, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			accept: 'application/json',
			authorization: `Basic ${Buffer.from(`${keys.username}:${keys.password}`).toString('base64')}`,
		},
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	return answer.ok ? undefined : text;
}

describe('messages', () => {
	it('that pass the checks are taken by SuperOffice, and those that do not are not', async () => {
		const comparison = new Comparison<Input>({
			build,
			unchecked: ({
				text,
				messageType,
				additionalFields: { author, specialType, specialParam, whenPosted, readByCustomer },
			}) => ({
				Message: text,
				Type: messageType,
				Author: author,
				SpecialType: specialType,
				SpecialParam: specialParam,
				WhenPosted: whenPosted?.toUTC().toISO(),
				ReadByCustomer: readByCustomer === undefined ? undefined : Number(readByCustomer),
			}),
			refusal,
			differences: [
				{
					words: /^"Text" is empty$/,
					because:
						'A message of nothing but spaces shows nothing to anybody, and is most likely an empty expression.',
				},
				{
					words: /^"Additional Fields > Special Param" is set without "Additional Fields > Special Type"$/,
					because: 'Without a special type nothing ever reads it, so that it was most likely meant for one.',
				},
			],
		});
		await holds(input, async (values) => await comparison.compare(values), 800);
		comparison.expectAllSeen();
	});

	it('show markup as it stands unless they are HTML, and nothing else of them changes', async () => {
		const lines = fc.array(fc.oneof(anyText(), fc.constantFrom('\n', '\r\n', '\r', '<br>')), {
			minLength: 1,
		});
		await holds(
			lines.map((parts) => parts.join('')).filter((text) => text.trim() !== ''),
			async (text) => {
				const message = { chatSessionId: 5177, messageType: 'ToCustomer', text };
				const { Message } = build(message);
				const escaped = Message.split('<br>').join('\n');
				expect(escaped).not.toMatch(/[<>"'\r]/);
				const shown = escaped.replace(
					/&(lt|gt|quot|#39|amp);/g,
					(_, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' })[name] ?? '',
				);
				expect(shown).toBe(text.replace(/\r\n|\r/g, '\n'));
				expect(build({ ...message, options: { escapeHtml: false } })).toMatchObject({ Message: text });
			},
		);
	});
});

describe('a tenant', () => {
	const words = fc.constantFrom(
		'online3',
		'SuperOffice',
		'superoffice',
		'com',
		'evil',
		'example',
		'sod2',
		'x',
	);
	const host = fc.oneof(
		{
			weight: 4,
			arbitrary: fc.array(words, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.')),
		},
		{ weight: 1, arbitrary: words.map((label) => `${label}.superoffice.com`) },
	);
	const port = fc.constantFrom('', ':443', ':8443');
	const path = fc.constantFrom('/Cust1/api', '/online3.superoffice.com/Cust1/api', '/Cust1/api/v1/');
	const address = fc
		.tuple(fc.constantFrom('https', 'http', 'HTTPS'), host, port, path)
		.map(([scheme, name, at, rest]) => `${scheme}://${name}${at}${rest}`);

	it('is spoken to at no host but SuperOffice’s own, and never in the open', async () => {
		const seen = { trusted: 0, refused: 0 };
		await holds(
			address,
			(Api) => {
				const body = JSON.stringify({ State: 'Running', IsRunning: true, Api });
				const read = attempt(() =>
					readTenantApi({ status: 200, headers: {}, body }, { environment: 'online', tenantId: 'Cust1' }),
				);
				const { protocol, hostname } = new URL(Api);
				const labels = hostname.split('.');
				const own = labels.length > 2 && labels.slice(-2).join('.') === 'superoffice.com';
				expect(read instanceof Failure).toBe(!own || protocol !== 'https:');
				seen[read instanceof Failure ? 'refused' : 'trusted'] += 1;
			},
			500,
		);
		expect(Math.min(seen.trusted, seen.refused)).toBeGreaterThan(5);
	});

	it('is what was typed, in any of its forms, or is refused', async () => {
		const number = fc.nat().map(String);
		const typed = fc.tuple(
			fc.constantFrom('', 'Cust', 'cust', ' CUST', 'https://x.example/Cust', 'x.example/1/cust'),
			number,
			fc.constantFrom('', ' ', '\n', '/default.aspx', '?next=/Cust9x', '#a'),
		);
		await holds(typed, ([before, digits, after]) => {
			const tenant = attempt(() => tenantOf({ tenantId: before + digits + after }));
			const alone = !before.includes('/') && after.trim() !== '';
			if (alone) expect(tenant).toBeInstanceOf(Failure);
			else expect(tenant).toBe(`Cust${digits}`);
		});
		await holds(anyText(), (tenantId) => {
			const tenant = attempt(() => tenantOf({ tenantId }));
			if (!(tenant instanceof Failure)) expect(tenant).toMatch(/^Cust\d+$/);
		});
	});
});
