// Package notes is the service behind the routes: notes with tags, kept for as long as the execution environment lives.
package notes

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strings"

	"lambdas/api-router/internal/router"
)

// Note is one note.
type Note struct {
	ID    string   `json:"id"`
	Title string   `json:"title"`
	Tags  []string `json:"tags"`
}

func (n Note) has(tag string) bool {
	for _, own := range n.Tags {
		if own == tag {
			return true
		}
	}
	return false
}

const maxTitle = 80

func (n Note) validate() error {
	title := strings.TrimSpace(n.Title)
	if title == "" {
		return &router.Error{Status: http.StatusBadRequest, Code: "bad_note", Message: "title must not be empty"}
	}
	if length := len([]rune(title)); length > maxTitle {
		return &router.Error{
			Status:  http.StatusBadRequest,
			Code:    "bad_note",
			Message: fmt.Sprintf("title must be at most %d characters long, got %d", maxTitle, length),
		}
	}
	return nil
}

// Store holds notes in memory.
type Store struct {
	notes []Note
}

// NewStore is a store with one note in it.
func NewStore() *Store {
	return &Store{notes: []Note{{ID: "n1", Title: "Water the plants", Tags: []string{"home"}}}}
}

// Routes are the service's routes over a store.
func Routes(store *Store) *router.Router {
	routes := &router.Router{}
	routes.Handle("GET /notes", store.list)
	routes.Handle("POST /notes", store.create)
	routes.Handle("GET /notes/{id}", store.get)
	routes.Handle("GET /notes/{id}/image", store.picture)
	routes.Handle("POST /session", openSession)
	return routes
}

func (s *Store) list(request *router.Request) (*router.Response, error) {
	tag := request.Query.Get("tag")
	found := []Note{}
	for _, note := range s.notes {
		if tag == "" || note.has(tag) {
			found = append(found, note)
		}
	}
	return router.JSON(http.StatusOK, map[string]any{"notes": found})
}

func (s *Store) create(request *router.Request) (*router.Response, error) {
	var note struct {
		Title string   `json:"title"`
		Tags  []string `json:"tags"`
	}
	if err := request.JSON(&note); err != nil {
		return nil, err
	}
	created := Note{ID: fmt.Sprintf("n%d", len(s.notes)+1), Title: note.Title, Tags: append([]string{}, note.Tags...)}
	if err := created.validate(); err != nil {
		return nil, err
	}
	s.notes = append(s.notes, created)
	response, err := router.JSON(http.StatusCreated, created)
	if err != nil {
		return nil, err
	}
	response.Headers["Location"] = "/notes/" + created.ID
	return response, nil
}

func (s *Store) find(id string) (Note, error) {
	for _, note := range s.notes {
		if note.ID == id {
			return note, nil
		}
	}
	return Note{}, &router.Error{Status: http.StatusNotFound, Code: "no_note", Message: fmt.Sprintf("there is no note %q", id)}
}

func (s *Store) get(request *router.Request) (*router.Response, error) {
	note, err := s.find(request.Param("id"))
	if err != nil {
		return nil, err
	}
	return router.JSON(http.StatusOK, note)
}

func (s *Store) picture(request *router.Request) (*router.Response, error) {
	if _, err := s.find(request.Param("id")); err != nil {
		return nil, err
	}
	pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
	pixel.Set(0, 0, color.RGBA{R: 0xff, A: 0xff})
	var encoded bytes.Buffer
	if err := png.Encode(&encoded, pixel); err != nil {
		return nil, err
	}
	return &router.Response{
		Status:  http.StatusOK,
		Headers: map[string]string{"Content-Type": "image/png"},
		Body:    encoded.Bytes(),
		Binary:  true,
	}, nil
}

// openSession keeps a theme that the caller already had.
func openSession(request *router.Request) (*router.Response, error) {
	theme := "light"
	for _, cookie := range request.Cookies {
		if cookie.Name == "theme" {
			theme = cookie.Value
		}
	}
	response, err := router.JSON(http.StatusOK, map[string]string{"theme": theme})
	if err != nil {
		return nil, err
	}
	response.Cookies = []*http.Cookie{
		{Name: "session", Value: "s-1", Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteStrictMode},
		{Name: "theme", Value: theme, Path: "/", MaxAge: 3600},
	}
	return response, nil
}
