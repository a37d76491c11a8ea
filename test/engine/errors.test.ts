import { NodeApiError, type INode } from 'n8n-workflow';

import { asFailure, Failure, failureJson } from '../../nodes/engine/errors';

const failure = new Failure({ message: 'The login was refused', remedy: 'Check it.', delivery: 'notSent' });

describe('asFailure', () => {
	it('finds the failure that a credential threw inside the error that n8n made of it', () => {
		const node = { name: 'Acme', type: 'acme' } as INode;
		expect(asFailure(new NodeApiError(node, failure as never))).toBe(failure);
	});

	it('keeps the text of any other error', () => {
		expect(asFailure(new Error('odd', { cause: 'a word' })).facts).toMatchObject({ message: 'odd' });
	});
});

describe('failureJson', () => {
	it('hands on what was carried out before it failed', () => {
		const { error } = failureJson(failure.with({ done: { name: '48213_photo.png' } }));
		expect(error).toMatchObject({ message: 'The login was refused', done: { name: '48213_photo.png' } });
	});

	it('leaves out what is not known', () => {
		expect(Object.keys(failureJson(failure).error as object)).toEqual(['message', 'description', 'delivery']);
	});
});
