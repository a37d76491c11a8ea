import type { Fault } from '../../../sandbox';
import { EXCHANGE, MESSAGES, SIGN_IN, STATE, type SignIn, useSuperOffice } from './support';

const { superOffice, credentialsFor, add, posts, held } = useSuperOffice();

/** What can become of a request, whoever it goes to. */
const FATES: Record<string, Fault> = {
	'breaks before it is read': { kind: 'resetBefore' },
	'loses its answer': { kind: 'resetAfter' },
	'is answered with a web page': { kind: 'html' },
	'is not answered in time': { kind: 'hang' },
};

interface Step {
	path: string | RegExp;
	signIn: SignIn;
	/** How many requests of this step go well before. */
	after?: number;
	/** What makes the step necessary in the middle of the run. */
	first?: () => void;
	delivery: 'notSent' | 'uncertain';
}

const moves = () => void (superOffice().settings.moveAfterCalls = 1);
const sessionEnds = () => void (superOffice().settings.callsPerSession = 1);

/** Every request around a message; the run has two messages, of which the second meets what was made necessary. */
const STEPS: Record<string, Step> = {
	'asking where the tenant is': { path: STATE, signIn: 'systemUser', delivery: 'notSent' },
	'asking so as a person': { path: STATE, signIn: 'oAuth2', delivery: 'notSent' },
	'asking again after a move': {
		path: STATE,
		signIn: 'systemUser',
		after: 1,
		first: moves,
		delivery: 'notSent',
	},
	'getting a ticket': { path: EXCHANGE, signIn: 'systemUser', delivery: 'notSent' },
	'getting another ticket': {
		path: EXCHANGE,
		signIn: 'systemUser',
		after: 1,
		first: sessionEnds,
		delivery: 'notSent',
	},
	'renewing a person’s token': {
		path: SIGN_IN,
		signIn: 'oAuth2',
		first: sessionEnds,
		delivery: 'notSent',
	},
	'the message itself': { path: MESSAGES, signIn: 'systemUser', delivery: 'uncertain' },
	'the message onsite': { path: MESSAGES, signIn: 'onsite', delivery: 'uncertain' },
};

const table = Object.entries(STEPS).flatMap(([step, facts]) =>
	Object.entries(FATES).map(([fate, fault]) => [step, fate, facts, fault] as const),
);

it.each(table)('%s %s', async (_step, _fate, { path, signIn, after = 0, first, delivery }, fault) => {
	const credentials = await credentialsFor(signIn);
	first?.();
	superOffice().faults.add({ when: { path, after }, times: Infinity, fault });
	const { main } = await add(
		{
			message: '={{ "Message " + $json.index }}',
			options: { maxTries: 1, timeout: fault.kind === 'hang' ? 400 : 10_000 },
		},
		{
			signIn,
			credentials,
			items: [{ json: { index: 0 } }, { json: { index: 1 } }],
			onError: 'continueRegularOutput',
		},
	);
	const failed = main.filter(({ json }) => 'error' in json);
	expect(failed.map(({ json }) => json.error)).toEqual(
		failed.map(() => expect.objectContaining({ delivery }) as unknown),
	);
	expect(failed.length).toBeGreaterThan(0);
	const sent = posts().filter(({ answer }) => answer.status !== 401 && answer.status !== 421);
	expect(sent).toHaveLength(delivery === 'uncertain' ? 2 : main.length - failed.length);
	if (delivery === 'notSent') expect(held()).toHaveLength(main.length - failed.length);
});
