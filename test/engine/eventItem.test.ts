import { eventItem, type VendorEvent } from '../../nodes/engine/eventItem';

const event: VendorEvent = {
	eventKey: 'k1',
	event: 'message',
	occurredAt: '2026-02-03T10:00:00.000Z',
	conversationId: 'c1',
	sender: { type: 'customer', id: '7', name: 'Ada' },
	text: 'Hi',
	attachments: [{ url: 'https://files.example/a.png', name: 'a.png' }],
	isOwn: false,
	more: { chatId: 'c1', queue: 3 },
	raw: { any: ['thing'] },
};

const facts = {
	eventKey: 'k1',
	event: 'message',
	occurredAt: '2026-02-03T10:00:00.000Z',
	conversationId: 'c1',
	sender: { type: 'customer', id: '7', name: 'Ada' },
	text: 'Hi',
	attachments: [{ url: 'https://files.example/a.png', name: 'a.png' }],
	isOwn: false,
	// As n8n's AI Agent and its memory read it
	chatInput: 'Hi',
	sessionId: 'c1',
	chatId: 'c1',
	queue: 3,
};

it('an event becomes an item of what is known of it, with the vendor’s own words beside it', () => {
	expect(eventItem(event, { withRaw: false })).toStrictEqual({ json: facts });
});

it('it holds the event as it came only where the user wants that', () => {
	expect(eventItem(event, { withRaw: true })).toStrictEqual({ json: { ...facts, raw: event.raw } });
});

it('what the vendor does not tell is left out', () => {
	const bare: VendorEvent = { eventKey: 'k2', event: 'end', isOwn: true, more: {}, raw: null };
	expect(eventItem(bare, { withRaw: false })).toStrictEqual({
		json: { eventKey: 'k2', event: 'end', isOwn: true },
	});
});

it('the vendor’s words win over those that are made of others', () => {
	const more = { sessionId: 'its own', text: 'its own' };
	expect(eventItem({ ...event, more }, { withRaw: false }).json).toMatchObject({ ...more, chatInput: 'Hi' });
});
