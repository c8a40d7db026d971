// Command spawns-children starts processes that do not end by themselves, and answers their pids.
//
//	{"how": ["group", "setsid", "reparented", "lost"]}
//	{"how": ["group"], "ending": "exit"}  exits with code 4 instead of an answer; also: panic, hang
//
//	group        a plain child, in the function's process group
//	setsid       a child in a session, and so a group, of its own
//	reparented   a grandchild whose parent has ended: its parent is process 1 (or a subreaper), its group still the function's
//	lost         both: a session of its own and no parent
//
// All hold the function's stdout and stderr and have its environment. The child is this same program, so that nothing else
// need be installed; it ends by itself after an hour, should nobody have ended it.
package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

// Tells this program that it is to be a child: "sleeper", "parent" or "session-parent".
const roleVariable = "SPAWNS_CHILDREN_ROLE"

// Where a parent finds the first of its command's ExtraFiles.
const pidPipe = 3

type request struct {
	How    []string `json:"how"`
	Ending string   `json:"ending"`
}

type answer struct {
	Pid      int     `json:"pid"`
	Children []child `json:"children"`
}

type child struct {
	How string `json:"how"`
	Pid int    `json:"pid"`
}

func command(role string, ownSession bool) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), roleVariable+"="+role)
	cmd.Stdout = os.Stdout
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: ownSession}
	return cmd, nil
}

// startSleeper starts the process that stays.
func startSleeper(ownSession bool) (int, error) {
	cmd, err := command("sleeper", ownSession)
	if err != nil {
		return 0, err
	}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	// Without this an ended child would stay a zombie for as long as the function lives.
	go cmd.Wait()
	return cmd.Process.Pid, nil
}

// startOrphan starts a process that starts the one that stays and then ends. It says the pid through a pipe of its own,
// because its stdout is the function's.
func startOrphan(role string) (int, error) {
	reader, writer, err := os.Pipe()
	if err != nil {
		return 0, err
	}
	defer reader.Close()
	cmd, err := command(role, false)
	if err != nil {
		return 0, err
	}
	cmd.ExtraFiles = []*os.File{writer}
	err = cmd.Start()
	writer.Close()
	if err != nil {
		return 0, err
	}
	said, readErr := io.ReadAll(reader)
	if err := cmd.Wait(); err != nil {
		return 0, err
	}
	if readErr != nil {
		return 0, readErr
	}
	return strconv.Atoi(strings.TrimSpace(string(said)))
}

func spawn(how string) (int, error) {
	switch how {
	case "group":
		return startSleeper(false)
	case "setsid":
		return startSleeper(true)
	case "reparented":
		return startOrphan("parent")
	case "lost":
		return startOrphan("session-parent")
	}
	return 0, fmt.Errorf("no way to start a child is called %q", how)
}

func handle(r request) (answer, error) {
	started := answer{Pid: os.Getpid(), Children: []child{}}
	for _, how := range r.How {
		pid, err := spawn(how)
		if err != nil {
			return started, fmt.Errorf("%s: %w", how, err)
		}
		started.Children = append(started.Children, child{How: how, Pid: pid})
	}
	switch r.Ending {
	case "exit":
		os.Exit(4)
	case "panic":
		panic("with children left")
	case "hang":
		select {}
	}
	return started, nil
}

func beParent(ownSession bool) error {
	// Else the child that stays would hold the pipe open, and its reader would wait for ever.
	syscall.CloseOnExec(pidPipe)
	pid, err := startSleeper(ownSession)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(os.NewFile(pidPipe, "pid"), pid)
	return err
}

func main() {
	var err error
	switch os.Getenv(roleVariable) {
	case "sleeper":
		time.Sleep(time.Hour)
	case "parent":
		err = beParent(false)
	case "session-parent":
		err = beParent(true)
	default:
		lambda.Start(handle)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
