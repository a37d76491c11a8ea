import { range } from 'lodash';

import { Fields } from '../../../../../nodes/engine/fields';
import { chatOfExport } from '../../../../../nodes/CallGear/UploadChats/exports/chatOfExport';
import { properties } from '../../../../../nodes/CallGear/UploadChats/properties';

const MESSAGES = 600;

/** How many messages may be looked at before everything else has its turn, by a clock that goes on by a millisecond for each. */
const MOST_AT_ONCE = 60;

const whatsapp = range(MESSAGES)
	.map((index) => `13/02/2026, 10:00 - ${index % 2 ? 'Mira' : 'Acme Desk'}: ${index}`)
	.join('\n');

const telegram = {
	type: 'personal_chat',
	id: 700001,
	name: 'Mira',
	messages: range(MESSAGES).map((id) => ({
		id,
		type: 'message',
		date_unixtime: String(1770098400 + id),
		from_id: 'user700001',
		text: `Line ${id}`,
	})),
};

const chatwoot = range(MESSAGES).map((id) => ({
	id,
	message_type: id % 2,
	content: `Line ${id}`,
	created_at: 1770098400 + id,
	sender: { name: 'Acme Desk' },
}));

afterEach(() => void jest.restoreAllMocks());

it.each([
	// Divided into messages, dated in three orders, notices looked for, made lines, timed for the pause, made messages
	['whatsapp', whatsapp, 8],
	// Each of its values looked at, doubles looked for, read, made messages
	['telegram', telegram, 8],
	['telegram', JSON.stringify(telegram), 8],
	['chatwoot', chatwoot, 8],
])('a very long export of %s lets everything else have its turn', async (exportFormat, held, passes) => {
	let now = 0;
	let pauses = 0;
	const fields = Fields.of(
		{
			exportFormat,
			export: held,
			agents: { agent: [{ inExport: 'Acme Desk', employeeId: '9012' }] },
			exportPart: 'last',
			pauseHours: 24,
			dayMonthOrder: 'auto',
		},
		properties,
	);
	jest.spyOn(Date, 'now').mockImplementation(() => now++);
	const pauseFor = AbortSignal.timeout.bind(AbortSignal);
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		pauses += 1;
		return pauseFor(ms);
	});
	const { messages } = await chatOfExport(fields);
	expect(messages).toHaveLength(MESSAGES);
	expect(pauses).toBeGreaterThanOrEqual((passes * MESSAGES) / MOST_AT_ONCE);
});
