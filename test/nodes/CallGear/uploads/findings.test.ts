import { Findings, Flawed, singly } from '../../../../nodes/CallGear/uploads/findings';
import { Failure, invalidField } from '../../../../nodes/engine/errors';
import { failureOf } from '../../../support/failure';

const wrong = (field: string) => invalidField(field, 'is empty', 'Fill it in.');
const refuse = (failure: unknown) => () => {
	throw failure;
};

function raisedBy(findings: Findings): Failure {
	try {
		findings.raise();
	} catch (caught) {
		return caught as Failure;
	}
	throw new Error('Nothing was raised');
}

describe('what is wrong with a chat', () => {
	it('is nothing where all of it can be read', () => {
		const findings = new Findings(undefined);
		expect(findings.of('phone', () => 7, 3)).toBe(7);
		expect(findings.has('phone')).toBe(false);
		expect(() => findings.raise()).not.toThrow();
	});

	it('is the one thing that was found, with the item that it stands in', () => {
		const findings = new Findings();
		expect(findings.of('phone', refuse(wrong('Phone')), 3)).toBeUndefined();
		expect(failureOf(() => findings.raise())).toEqual({ ...wrong('Phone').facts, item: 3 });
	});

	it('is in the item that was told of first', () => {
		const findings = new Findings();
		findings.of('phone', refuse(wrong('Phone').with({ item: 5 })), 3);
		expect(failureOf(() => findings.raise()).item).toBe(5);
	});

	it('is known by the names of what cannot be used', () => {
		const findings = new Findings();
		findings.of('phone', refuse(wrong('Phone')));
		expect([
			findings.has('phone'),
			findings.has('email', 'phone'),
			findings.has('email'),
			findings.has(),
		]).toEqual([true, true, false, false]);
	});

	it('is told together, also what was found before, and an error that nobody has foreseen', () => {
		const findings = new Findings(undefined, wrong('Key'));
		findings.of('phone', refuse(wrong('Phone')), 3);
		expect(failureOf(() => findings.raise())).toMatchObject({
			field: 'Key',
			message: '"Key" is empty, and another problem',
			remedy: '(1) "Key" is empty. Fill it in. (2) "Phone" is empty (item 3). Fill it in.',
		});
		findings.of('email', refuse(new TypeError('odd')));
		expect(failureOf(() => findings.raise()).message).toBe('"Key" is empty, and 2 other problems');
	});

	it('of which several are told as one is told singly', () => {
		const inner = new Flawed([wrong('Phone'), wrong('Email')]);
		expect(singly(inner).map(({ facts }) => facts.field)).toEqual(['Phone', 'Email']);
		expect(singly(wrong('Phone'))).toHaveLength(1);
		const findings = new Findings(wrong('Key'));
		findings.of('messages', refuse(inner), 3);
		expect(singly(raisedBy(findings)).map(({ facts }) => facts.field)).toEqual(['Key', 'Phone', 'Email']);
	});
});
