import { Agents } from '../../../../../nodes/CallGear/UploadChats/exports/agents';
import type { Agent } from '../../../../../nodes/CallGear/UploadChats/exports/conversation';
import { properties } from '../../../../../nodes/CallGear/UploadChats/properties';
import { Failure } from '../../../../../nodes/engine/errors';
import { Fields } from '../../../../../nodes/engine/fields';
import { failureOf } from '../../../../support/failure';
import { agents } from './support';

const WHO =
	'Say under Agents which employee it is, or choose an Employee for Other Agents. Otherwise email or full name have to be those of an employee in CallGear.';

const of = (named: Parameters<typeof agents> = [], otherEmployeeId = '') =>
	new Agents(
		Fields.of(
			{ ...agents(...named), otherEmployeeId: { __rl: true, mode: 'id', value: otherEmployeeId } },
			properties,
		),
	);
const employee = (known: Agents, agent: Partial<Agent>) =>
	known.employeeOf({ place: 'Export > from', ...agent });
const refusal = (known: Agents, agent: Partial<Agent>) => (employee(known, agent) as Failure).facts;

describe('the employee that an agent of another tool is', () => {
	it('is the one that was chosen for the email, the name or the ID, in any case', () => {
		const known = of([
			['zoe@example.org', '9012'],
			['Omar Reed', '9013'],
			['7', '9014'],
		]);
		expect(employee(known, { email: 'ZOE@example.org', name: 'Omar Reed', id: '7' })).toBe(9012);
		expect(employee(known, { email: 'x@example.org', name: ' omar reed', id: '7' })).toBe(9013);
		expect(employee(known, { name: 'Zoe', id: '7' })).toBe(9014);
	});

	it('is looked up by email, else by name, where none was chosen', () => {
		const known = of([['Zoe']], '9015');
		expect(employee(known, { email: 'zoe@example.org', name: 'Zoe' })).toBe('zoe@example.org');
		expect(employee(known, { name: 'Zoe', id: '7' })).toBe('Zoe');
	});

	it.each(['Desk 7', '7 Desk', '7th'])('is looked up by a name that holds digits: %s', (name) => {
		expect(employee(of(), { name })).toBe(name);
	});

	it('is the one for other agents where digits, an ID or nothing are known', () => {
		const known = of([], '9015');
		expect([{ name: '7' }, { name: '7.5' }, { id: '7' }, {}].map((agent) => employee(known, agent))).toEqual([
			9015, 9015, 9015, 9015,
		]);
	});

	it('is nobody where there is none for other agents', () => {
		expect(refusal(of(), { name: '7' })).toMatchObject({
			field: 'Export > from',
			message: '"Export > from" holds "7", who may be anybody in CallGear',
			remedy: WHO,
		});
		expect(refusal(of(), { id: 'a1' }).message).toContain('holds "a1", who may be');
		expect(refusal(of(), {})).toMatchObject({ message: '"Export > from" names no agent', remedy: WHO });
	});
});

describe('the list of agents', () => {
	it('knows them as they were entered, in any case', () => {
		const known = of([
			['Acme Desk', '9012'],
			['acme desk', '9012'],
			['Zoe', ''],
		]);
		expect([known.isEmpty, known.has(' ACME desk'), known.has('Acme'), of().isEmpty]).toEqual([
			false,
			true,
			false,
			true,
		]);
		expect(known.names).toEqual(['acme desk', 'Zoe']);
		expect(known.label).toBe('Agents');
	});

	it('knows which of them is not met', () => {
		const known = of([['Acme Desk'], ['Zoe']]);
		expect(known.unmet(['Mira', 'acme desk'])).toEqual({ label: 'Agents 2 > In the Export', name: 'Zoe' });
		expect(known.unmet(['Zoe', 'Acme Desk'])).toBeUndefined();
	});

	it.each<[string, string]>([
		['9012', '9013'],
		['9012', ''],
		['', '9012'],
	])('names nobody as two employees: %j and %j', (one, other) => {
		const refused = failureOf(() =>
			of([
				['Zoe', one],
				['zoe', other],
			]),
		);
		expect(refused).toMatchObject({
			field: 'Agents 2 > In the Export',
			message: '"Agents 2 > In the Export" holds "zoe", whom another entry makes another employee',
			remedy: 'Take one of the two entries out.',
		});
	});
});
