-- What runs by itself, on whichever node is free. The columns are the scheduler library's.

CREATE TABLE stagedoor_scheduled_tasks (
    task_name VARCHAR(100) NOT NULL,
    task_instance VARCHAR(100) NOT NULL,
    task_data BYTEA,
    execution_time TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by VARCHAR(200),
    last_success TIMESTAMP(6) WITH TIME ZONE,
    last_failure TIMESTAMP(6) WITH TIME ZONE,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP(6) WITH TIME ZONE,
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX stagedoor_scheduled_tasks_due ON stagedoor_scheduled_tasks (execution_time);
CREATE INDEX stagedoor_scheduled_tasks_heartbeats ON stagedoor_scheduled_tasks (last_heartbeat);
