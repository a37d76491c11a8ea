import { writes } from '../nodes/SuperOffice/support';
import { removeDuplicates, Triggers, until } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'superOffice'>;

beforeAll(async () => {
	triggers = await Triggers.start('superOffice', (stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const superOffice = () => triggers.vendor;
const polls = () => superOffice().store.requests({ method: 'GET', path: /\/ChatSession$/ }).length;
const answers = () =>
	superOffice()
		.store.held('message')
		.map(({ fact }) => fact.Message);
const node = (name: string, parameters: object) =>
	triggers.node(name, 'superOfficeSystemUserApi', { authentication: 'systemUser', ...parameters });

/** No poll comes more often than each minute. */
const WITHIN_TWO_MINUTES = 600;

it('a flow that asks each minute answers each message once, also what was written while n8n was away', async () => {
	const chat = superOffice().state.sessions.get(5177);
	if (chat) chat.requested = new Date(Date.now() - 600_000);
	const nodes = {
		Event: node('superOfficePollingTrigger', {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
		}),
		Once: removeDuplicates,
		Answer: node('superOfficeAddChatMessage', {
			chatSessionId: { __rl: true, mode: 'id', value: '={{ $json.chatSessionId }}' },
			text: '=Answer to {{ $json.text }}',
		}),
	};
	const says = (Message: string) => writes(superOffice(), 5177, { Message, WhenPosted: new Date() });
	const flow = await triggers.publish('superoffice-polling', nodes, [
		['Event', 'Once'],
		['Once', 'Answer'],
	]);
	await until(() => polls() >= 2);
	says('Where is my parcel?');
	await until(() => answers().length === 1, WITHIN_TWO_MINUTES);

	await triggers.kill();
	says('Are you there?');
	await triggers.startAgain();
	await until(() => answers().length === 2, WITHIN_TWO_MINUTES);

	const before = polls();
	await until(() => polls() > before, WITHIN_TWO_MINUTES);
	expect(answers()).toEqual(['Answer to Where is my parcel?', 'Answer to Are you there?']);
	expect(await triggers.executionsOf(flow, 'success')).toBe(2);
});
