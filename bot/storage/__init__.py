"""Storage: what must outlive the program: updates that came in, messages that go out, turns of conversations.

`tables` says what is kept, `database` opens it. `inbox`, `outbox` and `turns` are what can be done, a file a concern:
functions over a session, so that a caller puts several into one transaction. Needs the extra `telegram`; nothing that
answers on the command line imports it.
"""
