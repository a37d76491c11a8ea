import { Fields } from '../../../nodes/engine/fields';
import { simplifyField } from '../../../nodes/engine/many';
import { readSessionOutput, simplifiedSession } from '../../../nodes/SuperOffice/chatSession';

/** A session of which SuperOffice tells nothing but its number. */
const BARE = { ChatSessionId: 7 };

describe('a simplified session', () => {
	it.each([
		{
			TopicId: 0,
			Status: null,
			FirstMessage: null,
			LastMessage: null,
			CustomerName: '',
			WhenEnded: '0001-01-01T00:00:00',
			Rating: 0,
			User: { AssociateId: 0, FullName: '' },
			Ticket: null,
		},
		{ FirstMessage: '', LastMessage: '<br>&nbsp;', WhenIdle: null },
		{},
	])('leaves out what is empty: %j', (empty) => {
		expect(simplifiedSession({ ...BARE, ...empty } as never)).toEqual(BARE);
	});

	it('has its messages as a person reads them, and by number and name whom it is about', () => {
		const told = {
			TopicId: 3,
			FirstMessage: 'Fish &amp; chips',
			LastMessage: '<p>please</p>',
			WhenRequested: '2026-05-04T11:30:00Z',
			User: { AssociateId: 21, FullName: 'Kari Holm' },
			Contact: { ContactId: 12, Name: 'Berg Bakery' },
			Project: { ProjectId: 31 },
		};
		expect(simplifiedSession({ ...BARE, ...told } as never)).toMatchObject({
			TopicId: 3,
			FirstMessage: 'Fish & chips',
			LastMessage: 'please',
			WhenRequested: '2026-05-04T11:30:00Z',
			UserAssociateId: 21,
			UserName: 'Kari Holm',
			ContactId: 12,
			ContactName: 'Berg Bakery',
			ProjectId: 31,
		});
	});
});

it.each<[object, boolean]>([
	[{ simplify: true }, true],
	[{}, true],
	[{ simplify: false }, false],
])('with the field %j a session is simplified: %s', (parameters, simplified) => {
	const output = readSessionOutput(Fields.of({ ...parameters }, [simplifyField]));
	const told = { ...BARE, SessionKey: 'of the browser', User: null };
	expect(output(told as never)).toStrictEqual(simplified ? BARE : { ...BARE, User: null });
});
